/* Keys for reading: j next story, k previous, o open, / search. They can be turned off in the foot of every page. */
(function () {
  "use strict";
  var STORE = "jarchi-keys";
  var on = true;
  try { on = localStorage.getItem(STORE) !== "off"; } catch (_) { /* no storage: the keys stay on for this page */ }

  var hint = document.querySelector(".keys");
  if (!hint) { return; }
  var button = document.createElement("button");
  button.type = "button";
  hint.append(" ", button);
  document.documentElement.classList.add("has-keys");
  label();
  button.addEventListener("click", function () {
    on = !on;
    try { localStorage.setItem(STORE, on ? "on" : "off"); } catch (_) { /* as above */ }
    label();
  });

  function label() { button.textContent = on ? "Turn the keys off" : "Turn the keys on"; }

  function links() {
    return Array.from(document.querySelectorAll(".item h2 a, .item h3 a, .item > .head, .rows > li > .head"))
      .filter(function (link) { return link.offsetParent !== null; });
  }

  function step(by) {
    var all = links();
    var at = all.indexOf(document.activeElement);
    var next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
    if (next) { next.focus(); next.scrollIntoView({ block: "center" }); }
  }

  document.addEventListener("keydown", function (event) {
    var busy = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    if (!on || busy || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "j") { step(1); }
    else if (event.key === "k") { step(-1); }
    else if (event.key === "o") { if (links().includes(document.activeElement)) { document.activeElement.click(); } }
    else if (event.key === "/") {
      var field = document.getElementById("words");
      if (field) { field.focus(); } else { location.href = document.querySelector('nav a[href$="search.html"]').href; }
    } else { return; }
    event.preventDefault();
  });
})();
