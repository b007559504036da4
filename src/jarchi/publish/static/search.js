/* Search without a server: the list of articles comes in parts, as scripts, so that it also works from a folder. */
(function () {
  "use strict";
  var MOST = 50;
  var box = document.getElementById("search");
  var field = document.getElementById("words");
  var found = document.getElementById("found");
  var hits = document.getElementById("hits");
  if (!box) { return; }
  var parts = Number(box.dataset.parts);
  var rows = [];
  var loaded = 0;
  box.hidden = false;

  window.jarchi = function (part) {
    part.forEach(function (row) { rows.push({ row: row, folded: fold(row.slice(0, 1).concat(row.slice(2)).join(" ")) }); });
    loaded += 1;
    show();
    if (loaded < parts) { load(loaded + 1); }
  };

  function load(number) {
    var script = document.createElement("script");
    script.src = box.dataset.root + number + ".js";
    document.head.append(script);
  }

  function fold(text) { return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, ""); }

  function show() {
    var words = fold(field.value).split(/\s+/).filter(Boolean);
    hits.replaceChildren();
    if (!words.length) { found.textContent = ""; return; }
    var matching = rows.filter(function (entry) {
      return words.every(function (word) { return entry.folded.includes(word); });
    });
    matching.slice(0, MOST).forEach(function (entry) { hits.append(item(entry.row)); });
    var more = matching.length > MOST ? ", the newest " + MOST + " shown" : "";
    var partial = loaded < parts ? " so far" : "";
    found.textContent = (matching.length === 1 ? "1 article" : matching.length + " articles") + partial + more;
  }

  function item(row) {
    var entry = document.createElement("li");
    var link = document.createElement("a");
    var meta = document.createElement("span");
    link.className = "head";
    link.dir = "auto";
    link.href = "articles/" + row[1] + ".html";
    link.textContent = row[0];
    meta.className = "meta";
    meta.textContent = row[2] + " · " + row[3];
    entry.append(link, " ", meta);
    return entry;
  }

  field.addEventListener("input", function () {
    if (!loaded && parts && !document.head.querySelector('script[src$="/1.js"]')) { load(1); }
    show();
  });
})();
