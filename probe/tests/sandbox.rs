//! Against the sandbox, and its variants of what nobody knows about the service.

use clap::Parser;
use probe::{Options, Report, probe};
use sandbox::{ArchivedList, Config, Cors, Fault, NewTask, NotFound, ORG, Operation, Reads, Reply, Sandbox, TOKEN};

struct Scene {
    sandbox: Sandbox,
    task: String,
}

impl Scene {
    fn new() -> Self {
        let sandbox = Sandbox::start(Config {
            cors: Cors::any(),
            ..Config::default()
        });
        let sandbox = sandbox.expect("a port is free");
        let task = sandbox.add_task(NewTask::titled("Scratch"));
        Self { sandbox, task }
    }

    fn fault(&self, operation: Operation, fault: Fault) {
        self.sandbox.set_fault(&self.task, operation, fault);
    }

    fn options(&self, token: &str) -> Options {
        let (api, task) = (self.sandbox.api(), self.task.as_str());
        let arguments = ["probe", "--api", &api, "--org", ORG, "--task", task, "--pause", "0"];
        let options = Options::try_parse_from(arguments).expect("the options are valid");
        Options {
            token: token.to_owned(),
            ..options
        }
    }

    fn run(&self) -> anyhow::Result<Report> {
        run(&self.options(TOKEN), true)
    }

    fn report(&self) -> String {
        let text = self.run().expect("the task is archived and restored").to_string();
        for secret in [TOKEN, ORG, &self.task, "Scratch"] {
            assert!(!text.contains(secret), "{secret} is in {text}");
        }
        text
    }

    fn changes(&self) -> usize {
        self.sandbox
            .log()
            .iter()
            .filter(|request| request.method != "GET" && request.method != "OPTIONS")
            .count()
    }

    fn is_archived(&self) -> bool {
        self.sandbox.task(&self.task).expect("it is there").is_archived()
    }
}

fn run(options: &Options, is_confirmed: bool) -> anyhow::Result<Report> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(probe(options, |_| is_confirmed))
}

#[track_caller]
fn assert_answers(report: &str, expected: &[(&str, &str)]) {
    for (question, answer) in expected {
        let row = report.lines().find(|line| line.starts_with(&format!("| {question}")));
        let row = row.unwrap_or_else(|| panic!("{question} is not in {report}"));
        assert!(row.contains(answer), "{answer:?} is not in {row}");
    }
}

#[test]
fn it_archives_restores_and_says_what_was_answered() {
    let scene = Scene::new();
    let report = scene.report();
    assert_answers(
        &report,
        &[
            ("What does archiving answer?", "204, empty"),
            ("Can an archived task be read by its ID?", "no: 404"),
            ("Is it in the archived list?", "yes, on page 1"),
            ("What does restoring answer?", "200, {data: {"),
            (
                "May a page of another origin archive?",
                "origin: *, methods: GET, PUT, DELETE",
            ),
            ("What may it read?", "X-Request-Id"),
            ("Rate limits", "no header"),
            ("Request ID", "yes, in x-request-id"),
            ("read it while it is archived (GET)", "RESOURCE_NOT_FOUND"),
        ],
    );
    assert!(!scene.is_archived());
    assert_eq!(scene.changes(), 2);
}

#[test]
fn it_tells_the_variants_of_the_service_apart() {
    let scene = Scene::new();
    scene.sandbox.set_cors(Cors::off());
    scene.sandbox.set_reads(Reads {
        archived_readable: true,
        archived_list: ArchivedList::WithoutOneOffs,
        ..Reads::default()
    });
    scene.fault(Operation::Archive, Fault::fixture("archive-200-message").after_work());
    let report = scene.report();
    assert_answers(
        &report,
        &[
            ("What does archiving answer?", "200, {deleted_references: [], message: "),
            ("Can an archived task be read by its ID?", "yes, with 200"),
            ("Is it in the archived list?", "no, not on 1 page(s)"),
            ("May a page of another origin archive?", "origin: none, methods: none"),
        ],
    );

    let scene = Scene::new();
    scene.sandbox.set_reads(Reads {
        not_found: NotFound::Html,
        archived_list: ArchivedList::Html,
        ..Reads::default()
    });
    let report = scene.report();
    assert_answers(
        &report,
        &[
            ("read it while it is archived (GET)", "not JSON"),
            ("archived list, page 1 (GET)", "not JSON"),
            ("Is it in the archived list?", "no, not on 1 page(s)"),
        ],
    );
    assert!(!scene.is_archived());
}

#[test]
fn after_a_lost_answer_it_restores_all_the_same() {
    let scene = Scene::new();
    scene.fault(Operation::Archive, Fault::reply(Reply::Reset).after_work().times(1));
    let report = scene.report();
    assert_answers(&report, &[("What does archiving answer?", "none, no response")]);
    assert!(!scene.is_archived());
}

#[test]
fn a_read_that_lags_does_not_leave_the_task_archived() {
    let scene = Scene::new();
    scene.sandbox.set_reads(Reads {
        lag_ms: 5_000,
        ..Reads::default()
    });
    let report = scene.report();
    assert_answers(&report, &[("What does restoring answer?", "200")]);
    assert!(!scene.is_archived());
    assert_eq!(scene.changes(), 2);
}

#[test]
fn a_refusal_leaves_the_task_alone() {
    let scene = Scene::new();
    scene.fault(Operation::Archive, Fault::fixture("forbidden-403"));
    let report = scene.report();
    assert_answers(
        &report,
        &[
            ("What does archiving answer?", "403"),
            ("What does restoring answer?", "not asked"),
        ],
    );
    assert!(report.contains("it was not restored"), "{report}");
    assert_eq!(scene.changes(), 1);
}

#[test]
fn a_task_that_stays_archived_is_told() {
    let scene = Scene::new();
    scene.fault(Operation::Restore, Fault::fixture("server-error-500"));
    let report = scene.run().expect("it is told");
    assert!(!report.is_restored());
    assert!(
        report.to_string().contains("Look for it in Tallyfy's archive"),
        "{report}"
    );
}

#[test]
fn nothing_is_changed_unless_the_task_can_be_archived_and_it_is_confirmed() {
    let scene = Scene::new();
    let problem = run(&scene.options(TOKEN), false).expect_err("it was not confirmed");
    assert_eq!(problem.to_string(), "Nothing was changed.");
    let problem = run(&scene.options("wrong"), true)
        .expect_err("the token is wrong")
        .to_string();
    assert!(
        problem.contains("cannot be read, so nothing was changed: 401"),
        "{problem}"
    );

    let linked = sandbox::case("linked").task_id;
    let archived = sandbox::case("archived").task_id;
    for (task, reason) in [(linked, "belongs to a process"), (archived, "")] {
        let scene = Scene {
            sandbox: Scene::new().sandbox,
            task,
        };
        let problem = scene.run().expect_err("it must not be archived").to_string();
        assert!(
            problem.contains(reason) && problem.to_lowercase().contains("nothing was changed"),
            "{problem}"
        );
        assert_eq!(scene.changes(), 0);
    }
    assert_eq!(scene.changes(), 0);
}

#[test]
fn what_would_send_the_token_somewhere_else_is_refused() {
    for (option, value, reason) in [
        ("--api", "http://go.tallyfy.com/api", "https://"),
        ("--api", "go.tallyfy.com", "relative URL"),
        ("--task", "a/delete", "is in no ID"),
        ("--org", "..", "is in no ID"),
    ] {
        let mut values = vec![("--api", "https://go.tallyfy.com/api"), ("--org", "a"), ("--task", "b")];
        values.retain(|(name, _)| *name != option);
        values.push((option, value));
        let arguments = values.iter().flat_map(|(name, value)| [*name, *value]);
        let error = Options::try_parse_from(["probe"].into_iter().chain(arguments)).expect_err("it is refused");
        assert!(error.to_string().contains(reason), "{error}");
    }
}
