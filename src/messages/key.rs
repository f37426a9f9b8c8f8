//! The keys of all texts, and the English texts. A text may contain `{placeholders}`.

macro_rules! messages {
    ($($name:ident = $key:literal: $english:literal;)*) => {
        /// The key of a text. Each variant is documented by its English text.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum MessageKey {
            $(#[doc = $english] $name,)*
        }

        impl MessageKey {
            /// All keys.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Names and texts, in the order of the variants.
            const TEXTS: &[(&str, &str)] = &[$(($key, $english),)*];

            /// The name of the key in `messages` of the element and in the translations.
            pub fn key(self) -> &'static str {
                Self::TEXTS[self as usize].0
            }

            /// The English text.
            pub fn english(self) -> &'static str {
                Self::TEXTS[self as usize].1
            }
        }
    };
}

messages! {
    OrgId = "orgId": "Organization ID";
    TaskId = "taskId": "Task ID";
    TaskHint = "taskHint": "Or paste a link to the task, copied from Tallyfy.";
    Token = "token": "Access token";
    TokenHint = "tokenHint": "Find it in Tallyfy under Settings › Integrations › REST API. It is kept only in this page’s memory.";
    TokenKept = "tokenKept": "A token is already set. Enter another one to replace it.";
    Find = "find": "Find task";
    Archive = "archive": "Archive task";
    Cancel = "cancel": "Cancel";
    Restore = "restore": "Restore task";
    TryAgain = "tryAgain": "Try again";
    CheckAgain = "checkAgain": "Check again";
    StartOver = "startOver": "Start over";
    Finding = "finding": "Looking for the task…";
    Archiving = "archiving": "Archiving the task…";
    Restoring = "restoring": "Restoring the task…";
    Checking = "checking": "Checking whether the change went through…";
    Waiting = "waiting": "Next request in {seconds} s.";
    Elapsed = "elapsed": "{seconds} s so far.";
    Review = "review": "Is this the task?";
    ReviewHint = "reviewHint": "Archiving hides the task from the usual views. Nothing is deleted, and you can restore it.";
    Archived = "archived": "The task is archived.";
    ArchivedBySomebody = "archivedBySomebody": "The task has been archived, possibly by somebody else.";
    AlreadyArchived = "alreadyArchived": "This task was already archived.";
    Restored = "restored": "The task is restored.";
    FindRefused = "findRefused": "The task could not be looked up.";
    ArchiveRefused = "archiveRefused": "The task was not archived.";
    RestoreRefused = "restoreRefused": "The task was not restored.";
    ArchiveUnknown = "archiveUnknown": "The task may or may not have been archived.";
    RestoreUnknown = "restoreUnknown": "The task may or may not have been restored.";
    Untitled = "untitled": "Untitled task";
    Number = "number": "Number";
    Organization = "organization": "Organization";
    Task = "task": "Task";
    Process = "process": "Process";
    Owners = "owners": "Owners";
    Nobody = "nobody": "Nobody";
    Group = "group": "Group {id}";
    Member = "member": "Member {id}";
    Status = "status": "Status";
    Deadline = "deadline": "Deadline";
    Created = "created": "Created";
    ArchivedAt = "archivedAt": "Archived";
    OpenTask = "openTask": "Open in Tallyfy";
    OpenProcess = "openProcess": "Open the process in Tallyfy";
    Response = "response": "Response";
    NoResponse = "noResponse": "no response";
    RequestId = "requestId": "Request ID";
    EmptyBody = "emptyBody": "The body is empty.";
    BodyTruncated = "bodyTruncated": "Only the first 64 KiB are shown.";
    Copy = "copy": "Copy response";
    CopyHeaders = "copyHeaders": "Copy headers";
    Copied = "copied": "Copied.";
    NotCopied = "notCopied": "The browser did not allow copying.";
    RowArchive = "rowArchive": "Archive";
    ArchiveItem = "archiveItem": "Archive {title}";
    ArchiveQuestion = "archiveQuestion": "Archive {title}?";
    ItemAction = "itemAction": "{action}: {title}";
    Yes = "yes": "Yes";
    No = "no": "No";
    Undo = "undo": "Undo";
    Done = "done": "OK";
    Why = "why": "Why";
    Check = "check": "Check";
    More = "more": "Details";
    Close = "close": "Close";
    RowFinding = "rowFinding": "Looking…";
    RowArchiving = "rowArchiving": "Archiving…";
    RowRestoring = "rowRestoring": "Restoring…";
    RowChecking = "rowChecking": "Checking…";
    RowWaiting = "rowWaiting": "Waiting…";
    RowArchived = "rowArchived": "Archived";
    RowAlreadyArchived = "rowAlreadyArchived": "Already archived";
    RowRestored = "rowRestored": "Restored";
    RowFindRefused = "rowFindRefused": "Lookup failed";
    RowArchiveRefused = "rowArchiveRefused": "Not archived";
    RowRestoreRefused = "rowRestoreRefused": "Not restored";
    RowUnknown = "rowUnknown": "Outcome unknown";
    OtherLabel = "otherLabel": "On this page, the task is called “{label}”.";
    ServerMessage = "serverMessage": "Message from the server:";
    PageMessage = "pageMessage": "Message from this page:";
    BadInput = "badInput": "The request was not sent, because something is missing or invalid.";
    Unauthenticated = "unauthenticated": "The access token is missing, mistyped, or no longer valid. A token expires after six months or when its owner logs out of Tallyfy. Enter a new one.";
    UnauthenticatedPage = "unauthenticatedPage": "Tallyfy did not accept this page’s sign-in. It may have expired. Sign in to this page again, then try again.";
    NotPermitted = "notPermitted": "Tallyfy refused this, although the token may be valid: its owner may not have permission, or a setting of the organization forbids it. Ask an administrator of the organization.";
    Forbidden = "forbidden": "The owner of this token does not have permission to do this, or a rule of the organization forbids it. Ask an administrator of the organization.";
    NotFound = "notFound": "The task was not found in this organization. Most likely the organization ID is wrong. Or the task ID may really be the ID of a process: the two look alike.";
    NoLongerFound = "noLongerFound": "The server reports that it can no longer find the task. It may have been deleted, or you may have lost access to it.";
    LinkedTask = "linkedTask": "It belongs to a process. Tallyfy archives such a task only together with its process.";
    Invalid = "invalid": "The request was rejected as invalid.";
    PlanLimit = "planLimit": "The organization’s plan does not allow this. The owner of the organization can change the plan.";
    Conflict = "conflict": "The request conflicts with another change, probably by somebody else. Look at the task again before you continue.";
    Locked = "locked": "The process is blocked by an open issue. Resolve the issue first.";
    RateLimited = "rateLimited": "Too many requests. Try again later.";
    RateLimitedFor = "rateLimitedFor": "Too many requests. Wait {time}, then try again.";
    ServerError = "serverError": "The server reported an error. If it persists, contact Tallyfy support and quote the request ID, if one is shown.";
    Unreadable = "unreadable": "The response is not what Tallyfy’s API should send. Check the API address.";
    Unexpected = "unexpected": "Tallyfy’s API is not known to send this response. It may come from a proxy.";
    CrashedWhileChanging = "crashedWhileChanging": "This widget crashed while changing the task. The change may or may not have gone through.";
    Offline = "offline": "You seem to be offline. Try again when you are connected.";
    Unreachable = "unreachable": "No response: the server could not be reached, the connection was lost, or the server redirected to another address (redirects are not followed).";
    Blocked = "blocked": "The server is reachable, but the browser does not let this page read its response (CORS). To fix this, have the API send the headers below, or use a proxy on this page’s own origin.";
    Timeout = "timeout": "No response within {seconds} s.";
    Cancelled = "cancelled": "The operation was canceled. Canceling does not undo what was already done.";
    CheckFailed = "checkFailed": "Could not verify the task: {reason}";
    ArchiveSearchFailed = "archiveSearchFailed": "It was not found among the active tasks, and the archive could not be searched: {reason}";
    Gone = "gone": "It is no longer among the active tasks, and it is not in the archive either.";
    TokenExpired = "tokenExpired": "The access token is no longer valid, so the task could not be checked. Enter a new one, then check again.";
    SignInExpired = "signInExpired": "This page’s sign-in to Tallyfy is no longer valid, so the task could not be checked. Sign in to this page again, then check again.";
    LikelyUnchanged = "likelyUnchanged": "Too many requests. Most likely this one changed nothing. Check again later.";
    LikelyUnchangedUntil = "likelyUnchangedUntil": "Too many requests. Most likely this one changed nothing. Check again after {time}.";
    CheckingIn = "checkingIn": "Checking again in {seconds} s.";
    InBackground = "inBackground": "{title}: {status}";
    PerhapsBlocked = "perhapsBlocked": "If this happens every time, perhaps the API does not let this page make changes (CORS). Check Access-Control-Allow-Methods: the API has to send the headers below.";
    StillProcessing = "stillProcessing": "The server may still be processing the request.";
    Minutes = "minutes": "{count} min";
    Seconds = "seconds": "{count} s";
    MissingOrgId = "missingOrgId": "Enter the organization ID.";
    MissingTaskId = "missingTaskId": "Enter the task ID, or a link to the task.";
    MissingToken = "missingToken": "Enter an access token.";
    LongId = "longId": "An ID has at most 255 characters; this one has {count}.";
    IdCharacter = "idCharacter": "An ID contains only letters, digits, - and _, but character {place} is {character}.";
    TokenCharacter = "tokenCharacter": "A token contains only visible ASCII characters, but character {place} is {character}.";
    TokenNotGiven = "tokenNotGiven": "This page did not provide an access token.";
    TokenIsWebPage = "tokenIsWebPage": "In place of an access token, this page received a web page, probably for signing in. Sign in again, then try again.";
    ForeignLink = "foreignLink": "This is not a link to Tallyfy.";
    LinkWithoutTask = "linkWithoutTask": "This link does not lead to a task.";
    LinkToOtherOrg = "linkToOtherOrg": "This link leads to a task in another organization ({linked}). Enter the ID of a task in organization {organization}, or a link to one.";
    LinkToProcess = "linkToProcess": "This link leads to a process, not to a task.";
    BaseNotUrl = "baseNotUrl": "The API address (api-base) must start with https:// or with /.";
    BaseInsecure = "baseInsecure": "The API address (api-base) must start with https://. Otherwise the token would be sent unencrypted.";
    BaseCredentials = "baseCredentials": "The API address (api-base) must not contain a user name or password.";
    BaseQuery = "baseQuery": "The API address (api-base) must not contain ? or #.";
    BaseCharacter = "baseCharacter": "The API address (api-base) must not contain {character}.";
    BaseNoOrigin = "baseNoOrigin": "The API address (api-base) is a path, but this page has no address of its own. Use an address that starts with https://.";
}
