/** The two calls in RapiDoc: expanded and ready to try, with the token set. */
import "rapidoc";
import spec from "./openapi.json";

const job = document.querySelector("rapi-doc");
job.loadSpec(spec);
job.addEventListener("spec-loaded", () => job.setApiKey("token", job.dataset.token));
