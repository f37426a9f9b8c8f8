import { define } from "./tallyfy-archive/tallyfy-archive.js";
define("archive-task");
