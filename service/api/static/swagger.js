// Starts Swagger UI. It stands in a file of its own because the page's policy allows no script inside the page.

// The map of a line of goods as a picture: left to itself, Swagger UI shows the text of an SVG.
const mapAsPicture = () => ({
  wrapComponents: {
    responseBody: (Original, system) => (props) => {
      const svg = (props.contentType || "").startsWith("image/svg") && typeof props.content === "string";
      if (!svg) return system.React.createElement(Original, props);
      const src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(props.content);
      return system.React.createElement("img", { src, alt: "The answer as a picture", className: "picture" });
    },
  },
});

window.ui = SwaggerUIBundle({
  url: new URL("openapi.json", location.href).href, // whole, so that the relative server below it is found
  dom_id: "#swagger",
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  defaultModelExpandDepth: 4,
  tryItOutEnabled: true,
  persistAuthorization: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [mapAsPicture],
  layout: "BaseLayout",
});
