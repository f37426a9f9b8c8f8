/** The two calls in Swagger UI: expanded and ready to try, with the token set. */
import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";
import "swagger-ui-dist/swagger-ui.css";
import spec from "./openapi.json";

const ui = SwaggerUI({
  dom_id: "#job",
  spec,
  docExpansion: "full",
  tryItOutEnabled: true,
  deepLinking: false,
  requestInterceptor(request) {
    // OpenAPI does not allow this header as a parameter.
    request.headers.accept = "application/json";
    return request;
  },
  onComplete: () => ui.preauthorizeApiKey("token", document.querySelector("#job").dataset.token),
});
