import "tallyfy-archive/inline";
import "./page.js";
