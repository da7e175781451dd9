// SPDX-License-Identifier: MIT
// The key stays in the memory of the page; nothing is asked of any other server.
SwaggerUIBundle({
  url: "../openapi.json",
  dom_id: "#api",
  validatorUrl: null,
  tryItOutEnabled: true,
  persistAuthorization: false,
  defaultModelsExpandDepth: 0,
});
