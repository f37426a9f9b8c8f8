/** The two calls in RapiDoc: both open and ready to be tried, the token given. */
import "rapidoc";
import spec from "./openapi.json";

const job = document.querySelector("rapi-doc");
job.loadSpec(spec);
job.addEventListener("spec-loaded", () => job.setApiKey("token", job.dataset.token));
