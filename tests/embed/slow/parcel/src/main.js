import "tallyfy-archive";
import "./page.js";
