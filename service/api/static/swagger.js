// Starts Swagger UI. It stands in a file of its own because the page's policy allows no script inside the page.
window.ui = SwaggerUIBundle({
  url: new URL("openapi.json", location.href).href, // whole, so that the relative server below it is found
  dom_id: "#swagger",
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  defaultModelExpandDepth: 4,
  tryItOutEnabled: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
});
