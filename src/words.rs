//! Every text a person reads, in English, and how a page replaces it.
//!
//! A text may hold `{placeholders}`; each is named where the text is declared.

use std::rc::Rc;

use yew::html::ImplicitClone;

macro_rules! words {
    ($($name:ident = $key:literal: $english:literal;)*) => {
        /// The name of a text.
        /// ```
        /// use tallyfy_archive::Word;
        /// assert_eq!(Word::Find.english(), "Find task");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word {
            $(#[doc = $english] $name,)*
        }

        impl Word {
            /// Every text.
            /// ```
            /// use tallyfy_archive::Word;
            /// assert!(Word::ALL.contains(&Word::Archive));
            /// ```
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Keys and texts, in the order of the names.
            const TEXTS: &[(&str, &str)] = &[$(($key, $english),)*];

            /// The key under which a page replaces it.
            /// ```
            /// assert_eq!(tallyfy_archive::Word::TryAgain.key(), "tryAgain");
            /// ```
            pub fn key(self) -> &'static str {
                Self::TEXTS[self as usize].0
            }

            /// The text in English.
            /// ```
            /// assert_eq!(tallyfy_archive::Word::TryAgain.english(), "Try again");
            /// ```
            pub fn english(self) -> &'static str {
                Self::TEXTS[self as usize].1
            }
        }
    };
}

words! {
    OrgId = "orgId": "Organization ID";
    TaskId = "taskId": "Task ID";
    TaskHint = "taskHint": "A link to the task, copied from Tallyfy, will do as well.";
    Token = "token": "Access token";
    TokenHint = "tokenHint": "In Tallyfy under Settings › Integrations › REST API. It stays in this page's memory.";
    TokenKept = "tokenKept": "A token is in memory. Enter another one to replace it.";
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
    Checking = "checking": "Looking whether it happened…";
    Waiting = "waiting": "Tallyfy asked to wait. Next try in {seconds} s.";
    Elapsed = "elapsed": "{seconds} s so far.";
    Review = "review": "Is this the task?";
    ReviewHint = "reviewHint": "Archiving hides it from the usual views. Nothing is deleted, and it can be restored.";
    Archived = "archived": "The task is archived.";
    AlreadyArchived = "alreadyArchived": "This task was archived already.";
    Restored = "restored": "The task is restored.";
    FindRefused = "findRefused": "The task could not be looked up.";
    ArchiveRefused = "archiveRefused": "The task was not archived.";
    RestoreRefused = "restoreRefused": "The task was not restored.";
    ArchiveUnknown = "archiveUnknown": "The task may or may not have been archived.";
    RestoreUnknown = "restoreUnknown": "The task may or may not have been restored.";
    Untitled = "untitled": "Task without a title";
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
    CutBody = "cutBody": "Only the first 64 KiB are shown.";
    Copy = "copy": "Copy response";
    CopyHeaders = "copyHeaders": "Copy headers";
    Copied = "copied": "Copied.";
    NotCopied = "notCopied": "The browser did not allow copying.";
    ServerSays = "serverSays": "Tallyfy says:";
    BadInput = "badInput": "Nothing was sent, because something to send is missing or cannot be right.";
    Unauthenticated = "unauthenticated": "The access token is missing, mistyped or no longer valid. A token lives for six months and ends when its owner logs out of Tallyfy. Enter a new one.";
    Forbidden = "forbidden": "The owner of this token may not do this here, or a rule of the organization forbids it. An administrator of the organization can tell which.";
    NotFound = "notFound": "There is no such task in this organization. Most often the organization ID is the wrong one. It may also be the ID of a process, which looks just like that of a task.";
    LinkedTask = "linkedTask": "It belongs to a process, and Tallyfy archives such a task only together with its process.";
    Invalid = "invalid": "Tallyfy found something wrong with the request.";
    PlanLimit = "planLimit": "The organization's plan does not allow this. Its owner can change the plan.";
    Conflict = "conflict": "The task was changed by somebody else meanwhile. Look at it again before you go on.";
    Locked = "locked": "The process is blocked by an open issue. Resolve the issue first.";
    RateLimited = "rateLimited": "Too many requests were made. Try again later.";
    RateLimitedFor = "rateLimitedFor": "Too many requests were made. Tallyfy asks to wait for {time}.";
    ServerError = "serverError": "Tallyfy had an error of its own. If it stays, tell its support the request ID.";
    Unreadable = "unreadable": "The answer is not what Tallyfy's API would send. Is the API's address right?";
    Unexpected = "unexpected": "The answer is one that Tallyfy's API is not known to give. Something in between may have sent it.";
    Offline = "offline": "This device is offline. Try again when it is connected.";
    Unreachable = "unreachable": "No answer arrived: the server cannot be reached, the connection broke, or it redirected elsewhere, which is not followed.";
    Blocked = "blocked": "The server is there, but the browser does not let this page read its answer (CORS). Whoever runs the API has to send these headers to this page, or you use a proxy on this page's own address:";
    Timeout = "timeout": "No answer arrived within {seconds} s.";
    Cancelled = "cancelled": "It was cancelled. Cancelling does not undo what was carried out before.";
    Obstacle = "obstacle": "Looking at the task did not tell: {reason}";
    PerhapsBlocked = "perhapsBlocked": "If this happens every time, the API may not allow this page to change anything (CORS). It would have to send these headers:";
    StillOpen = "stillOpen": "It was not seen to have happened, but the server may still be at it.";
    Minutes = "minutes": "{count} min";
    Seconds = "seconds": "{count} s";
    MissingOrgId = "missingOrgId": "Enter the organization's ID.";
    MissingTaskId = "missingTaskId": "Enter the task's ID, or a link to the task.";
    MissingToken = "missingToken": "Enter an access token.";
    LongId = "longId": "An ID has at most 255 characters, this one has {count}.";
    IdCharacter = "idCharacter": "An ID has only letters, digits, - and _, but character {place} is {character}.";
    TokenCharacter = "tokenCharacter": "A token has only visible ASCII characters, but character {place} is {character}.";
    TokenNotGiven = "tokenNotGiven": "This page was asked for the access token, but gave none.";
    ForeignLink = "foreignLink": "This is not a link to Tallyfy.";
    LinkWithoutTask = "linkWithoutTask": "This link has no task in it.";
    LinkToProcess = "linkToProcess": "This is a link to a process, not to a task.";
    BaseNotUrl = "baseNotUrl": "The API's address (api-base) has to start with https:// or with /.";
    BaseInsecure = "baseInsecure": "The API's address (api-base) has to start with https://, as the token would travel in the clear otherwise.";
    BaseCredentials = "baseCredentials": "The API's address (api-base) must not have a user name or password in it.";
    BaseQuery = "baseQuery": "The API's address (api-base) must not have a ? or # in it.";
    BaseCharacter = "baseCharacter": "The API's address (api-base) must not have {character} in it.";
    BaseNoOrigin = "baseNoOrigin": "The API's address (api-base) is a path, but this page has no address of its own.";
}

/// The texts in force: English, and what the page replaced.
/// ```
/// use tallyfy_archive::{Word, Words};
/// let words = Words::with([(Word::Find, "Look".to_owned())]);
/// assert_eq!(words.get(Word::Find), "Look");
/// assert_eq!(words.get(Word::Cancel), "Cancel");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words(Rc<[(Word, String)]>);

/// Cloning is cheap: components pass the texts on by reference.
impl ImplicitClone for Words {}

impl Words {
    /// English with these texts replaced.
    /// ```
    /// use tallyfy_archive::{Word, Words};
    /// let words = Words::with([(Word::Archive, "Put away".to_owned())]);
    /// assert_ne!(words, Words::default());
    /// ```
    pub fn with(replaced: impl IntoIterator<Item = (Word, String)>) -> Self {
        Self(replaced.into_iter().collect())
    }

    /// A text.
    /// ```
    /// use tallyfy_archive::{Word, Words};
    /// assert_eq!(Words::default().get(Word::Restore), "Restore task");
    /// ```
    pub fn get(&self, word: Word) -> &str {
        let replaced = self.0.iter().find(|(replaced, _)| *replaced == word);
        replaced.map_or(word.english(), |(_, text)| text)
    }

    /// A text with its placeholders filled.
    /// ```
    /// use tallyfy_archive::{Word, Words};
    /// assert_eq!(Words::default().fill(Word::Group, &[("id", "7")]), "Group 7");
    /// ```
    pub fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.get(word);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let place = after.split_once('}').and_then(|(name, after)| {
                let (_, value) = values.iter().find(|(known, _)| *known == name)?;
                Some((*value, after))
            });
            let (put, after) = place.unwrap_or(("{", after));
            filled.push_str(put);
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}
