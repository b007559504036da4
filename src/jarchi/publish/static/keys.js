/* Keys for reading: j next story, k previous, o its first passage, / search. The foot of every page can turn them off. */
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

  function place(all) {
    var here = document.activeElement && document.activeElement.closest(".item, .rows > li");
    return here ? all.findIndex(function (link) { return here.contains(link); }) : -1;
  }

  function step(by) {
    var all = links();
    var at = place(all);
    var next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
    if (next) { next.focus(); next.scrollIntoView({ block: "center" }); }
  }

  function open() {
    var all = links();
    var link = all[place(all)];
    if (link) { (link.closest(".item, li").querySelector(".cite") || link).click(); }
  }

  document.addEventListener("keydown", function (event) {
    var busy = event.target.closest && event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (!on || busy || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "j") { step(1); }
    else if (event.key === "k") { step(-1); }
    else if (event.key === "o") { open(); }
    else if (event.key === "/") {
      var field = document.getElementById("words");
      if (field) { field.focus(); } else { location.href = document.querySelector('nav a[href$="search.html"]').href; }
    } else { return; }
    event.preventDefault();
  });
})();
