//! Templates: archived ones read as 404, and their embedded blocks are removed from other templates. Where sources
//! disagree, both are cases.

use std::time::Duration;

use super::seed::Seed;
use crate::accounts;
use crate::faults::{Fault, Operation, combination};
use crate::ids;
use crate::state::{Folder, Reference, References, TemplateAnswer, Unrestored};

pub(crate) fn seeds() -> Vec<Seed> {
    let mut seeds = vec![
        Seed::template(
            "template-plain",
            "Template",
            "Hire a cook",
            "Archived; the answer names no references and has no envelope. Read by its id it is unknown then.",
        )
        .with_template(|template| template.folder = Some(folder("Kitchen"))),
    ];
    seeds.extend(SHAPES.map(|(name, label, title, shape, embedded, description)| {
        Seed::template(name, label, title, description).with_template(|template| {
            template.references = shape;
            if embedded {
                template.embedded_in = references();
            }
        })
    }));
    seeds.extend(answers());
    seeds.extend(refusals());
    seeds.extend(FAULTS.map(|(name, label, title, faults, description)| {
        let faults = combination(faults).late_by(LATE).faults;
        Seed::template(name, label, title, description).faults(Operation::Archive, faults)
    }));
    seeds
}

/// Long enough that the first check still finds the old state.
const LATE: Duration = Duration::from_secs(4);

fn answers() -> Vec<Seed> {
    vec![
        Seed::template(
            "template-no-content",
            "Template, 204",
            "Hire a gardener",
            "Archived and restored; both answers are a 204 without a body.",
        )
        .with_template(|template| {
            template.archive_answer = TemplateAnswer::NoContent;
            template.restore_answer = TemplateAnswer::NoContent;
        }),
        Seed::template(
            "template-with-data",
            "Template, 200 with the template",
            "Hire a driver",
            "Archived and restored; both answers bring the template, and nothing about references.",
        )
        .with_template(|template| {
            template.archive_answer = TemplateAnswer::Data;
            template.restore_answer = TemplateAnswer::Data;
        }),
        Seed::template(
            "template-partly-restored",
            "Template whose embedded blocks stay away",
            "Hire a guard",
            "Restored; the answer names one reference that is back, and one that is not, with the reason.",
        )
        .with_template(|template| {
            template.embedded_in = references();
            template.not_restored = lost();
        }),
        Seed::template(
            "template-archived",
            "Template, already archived",
            "Hire a porter",
            "A 404 by its id, as if unknown; the archived list has it: restore is offered.",
        )
        .with_template(|template| template.archived = true),
        Seed::template(
            "template-folder-gone",
            "Template whose folder is gone",
            "Hire a painter",
            "Restored; its folder was removed meanwhile, so it lies at the top level.",
        )
        .with_template(|template| {
            template.folder = Some(folder("Decoration"));
            template.folder_gone = true;
        }),
    ]
}

fn refusals() -> Vec<Seed> {
    vec![
        Seed::template(
            "template-forbidden",
            "Template, not permitted",
            "Hire a plumber",
            "The token's owner may not archive templates: refused with that message.",
        )
        .fault(Operation::Archive, Fault::fixture("forbidden-403")),
        Seed::template(
            "template-wrong-organization",
            "Template of another organization",
            "Hire a tailor",
            "The template exists, but in another organization: not found.",
        )
        .requested_in(accounts::OTHER_ORG),
        Seed::template(
            "no-such-template",
            "No such template",
            "",
            "Not found: there is no template with this id.",
        )
        .without_item(),
        Seed::template(
            "template-restore-fails",
            "Restoring a template fails",
            "Hire a baker",
            "Archived; restoring it is answered with an error and not done.",
        )
        .with_template(|template| template.archived = true)
        .fault(Operation::Restore, Fault::fixture("server-error-500")),
    ]
}

fn folder(name: &str) -> Folder {
    Folder {
        id: ids::from_name(&format!("folder {name}")),
        name: name.to_owned(),
    }
}

fn reference(kind: &str, title: &str) -> Reference {
    Reference {
        kind: kind.to_owned(),
        title: title.to_owned(),
        id: ids::from_name(&format!("{kind} {title}")),
    }
}

fn references() -> Vec<Reference> {
    vec![
        reference("Blueprint", "Open a new branch"),
        reference("Step", "Introduce the team"),
    ]
}

fn lost() -> Vec<Unrestored> {
    references()
        .into_iter()
        .skip(1)
        .map(|reference| Unrestored {
            reference,
            resolution: "skipped".to_owned(),
            reason: "The step was changed after the template was archived.".to_owned(),
        })
        .collect()
}

/// Name, label, title, shape, whether it is embedded anywhere, description.
type Shape = (&'static str, &'static str, &'static str, References, bool, &'static str);

const SHAPES: [Shape; 7] = [
    (
        "template-embedded",
        "Template embedded in others",
        "Welcome text",
        References::List,
        true,
        "The answer lists the template and the step that its blocks were cut out of.",
    ),
    (
        "template-embedded-object",
        "Template, references as an object",
        "Safety text",
        References::Object,
        true,
        "The same two references, in an object with numbers as keys.",
    ),
    (
        "template-embedded-single",
        "Template, a single reference",
        "Closing text",
        References::Single,
        true,
        "One reference, not in a list.",
    ),
    (
        "template-references-empty",
        "Template, references as an empty object",
        "Privacy text",
        References::Object,
        false,
        "No references, as an empty object.",
    ),
    (
        "template-references-null",
        "Template, references null",
        "Travel text",
        References::Null,
        true,
        "The response omits the references, although there are some.",
    ),
    (
        "template-references-missing",
        "Template, no references in the answer",
        "Payment text",
        References::Missing,
        true,
        "The response has only a message.",
    ),
    (
        "template-reference-none",
        "Template, single reference that is none",
        "Delivery text",
        References::Single,
        false,
        "Where a reference would be, there is null.",
    ),
];

/// Name, label, title, combination, description.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const FAULTS: [Row; 3] = [
    (
        "template-dropped-after",
        "Template, connection dropped after doing it",
        "Hire a nurse",
        "reset/before",
        "The connection is reset after the template was archived: the archived list has it.",
    ),
    (
        "template-late-after-reset",
        "Template, connection reset, archived 4 s later",
        "Hire a pilot",
        "reset/later",
        "The first check still finds it: unknown until a later check sees it archived.",
    ),
    (
        "template-late-after-502",
        "Template, 502, archived 4 s later",
        "Hire a judge",
        "502/later",
        "An error page, and the server still works on it: unknown until a later check sees it archived.",
    ),
];
