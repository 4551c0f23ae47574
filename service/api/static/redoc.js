// Starts ReDoc. It stands in a file of its own because the page's policy allows no script inside the page.
Redoc.init(
  "openapi.json",
  {
    hideDownloadButton: true,
    sortTagsAlphabetically: false,
    theme: {
      typography: {
        fontFamily: "system-ui, sans-serif",
        headings: { fontFamily: "system-ui, sans-serif" },
        code: { fontFamily: "ui-monospace, monospace" },
      },
    },
  },
  document.getElementById("redoc"),
);
