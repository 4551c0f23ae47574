"use strict";
// Nothing depends on this script: a form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// What is still at work is shown anew every few seconds, and the whole page once more when it has ended. Without scripts
// the page itself is loaded again.
function watch() {
  const live = document.querySelector("[data-refresh]");
  if (live) setTimeout(() => look(live).then(() => away(false), () => away(true)).finally(watch), 1000 * live.dataset.refresh);
}

// Says that the service does not answer, until it does again.
function away(gone) {
  const message = document.getElementById("away");
  if (message) message.hidden = !gone;
}

async function look(live) {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.getElementById(live.id);
  if (!now || !now.dataset.refresh) { live.removeAttribute("data-refresh"); location.reload(); return; }
  if (!live.contains(document.activeElement)) live.replaceWith(now);
}
watch();
