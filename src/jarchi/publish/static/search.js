/* Search without a server: the list of articles comes in parts, as scripts, so that it also works from a folder. */
(function () {
  "use strict";
  var MOST = 50;
  var box = document.getElementById("search");
  var field = document.getElementById("words");
  var found = document.getElementById("found");
  var hits = document.getElementById("hits");
  var all = document.getElementById("all");
  if (!box) { return; }
  var parts = Number(box.dataset.parts);
  var waiting = ["names", "new"];
  for (var part = parts; part > 0; part -= 1) { waiting.push(part); }
  var total = waiting.length;
  var rows = [];
  var loaded = 0;
  var asked = 0;
  box.hidden = false;

  window.jarchi = function (part) {
    part.forEach(function (row) { rows.push({ row: row, folded: fold([row[0], row[2], row[3]].join(" ")) }); });
    loaded += 1;
    show();
    load();
  };

  function load() {
    if (asked !== loaded || asked === total) { return; }
    var script = document.createElement("script");
    script.src = box.dataset.root + waiting[asked] + ".js";
    asked += 1;
    document.head.append(script);
  }

  function fold(text) { return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, ""); }

  function show() {
    var words = fold(field.value).split(/\s+/).filter(Boolean);
    all.hidden = words.length > 0;
    hits.replaceChildren();
    if (!words.length) { found.textContent = ""; return; }
    var matching = rows.filter(function (entry) {
      return words.every(function (word) { return entry.folded.includes(word); });
    });
    matching.slice(0, MOST).forEach(function (entry) { hits.append(item(entry.row)); });
    var more = matching.length > MOST ? ", the first " + MOST + " shown" : "";
    var partial = loaded < total ? " so far" : "";
    found.textContent = (matching.length === 1 ? "1 entry" : matching.length + " entries") + partial + more;
  }

  function item(row) {
    var entry = document.createElement("li");
    var link = document.createElement("a");
    var meta = document.createElement("span");
    link.className = "head";
    link.dir = "auto";
    if (row[4]) { link.lang = row[4]; }
    link.href = row[1] + ".html";
    link.textContent = row[0];
    meta.className = "meta";
    meta.textContent = [row[2], row[3]].filter(Boolean).join(" · ");
    entry.append(link, " ", meta);
    return entry;
  }

  function search() { if (field.value.trim()) { load(); } show(); }

  function follow() {
    var words = new URLSearchParams(location.hash.slice(1)).get("q");
    if (words !== null && words !== field.value) { field.value = words; search(); }
  }

  field.addEventListener("input", function () {
    history.replaceState(null, "", field.value ? "#q=" + encodeURIComponent(field.value) : "#");
    search();
  });
  window.addEventListener("hashchange", follow);
  follow();
})();
