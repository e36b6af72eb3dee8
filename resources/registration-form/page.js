/* The registration form of a unit. Plain ECMAScript 5, nothing fetched: it runs by a double click in browsers of ten years. */
var TapHuanForm = (function () {
  "use strict";

  function trimmed(value) {
    return String(value === undefined || value === null ? "" : value).replace(/[\u00a0\s]+/g, " ").replace(/^ | $/g, "");
  }

  function isBlank(form, row) {
    for (var place = 0; place < form.columns.length; place += 1) {
      if (!form.columns[place].hidden && trimmed(row[form.columns[place].field])) { return false; }
    }
    return true;
  }

  /* What keeps the form from being saved: [{what: "unit" | "reason" | "nobody" | "name", row: number}]. */
  function problems(form, state) {
    var found = [], filled = 0;
    if (!trimmed(state.unit)) { found.push({ what: "unit" }); }
    if (state.declined) {
      if (!trimmed(state.reason)) { found.push({ what: "reason" }); }
      return found;
    }
    for (var place = 0; place < state.rows.length; place += 1) {
      if (isBlank(form, state.rows[place])) { continue; }
      filled += 1;
      if (!trimmed(state.rows[place].full_name)) { found.push({ what: "name", row: place }); }
    }
    if (!filled) { found.push({ what: "nobody" }); }
    return found;
  }

  function two(number) { return (number < 10 ? "0" : "") + number; }

  /* The moment as the clock on the wall says it, with its distance from UTC. */
  function moment(at) {
    var off = -at.getTimezoneOffset(), size = Math.abs(off);
    return at.getFullYear() + "-" + two(at.getMonth() + 1) + "-" + two(at.getDate()) + "T" + two(at.getHours()) + ":" +
      two(at.getMinutes()) + ":" + two(at.getSeconds()) + (off < 0 ? "-" : "+") + two(Math.floor(size / 60)) + ":" + two(size % 60);
  }

  /* The file that goes back. Its first words say what it is. */
  function reply(form, state, at) {
    var headings = [], rows = [], place, column, cells;
    for (column = 0; column < form.columns.length; column += 1) { headings.push(form.columns[column].heading); }
    for (place = 0; place < state.rows.length && !state.declined; place += 1) {
      if (isBlank(form, state.rows[place])) { continue; }
      cells = [];
      for (column = 0; column < form.columns.length; column += 1) {
        cells.push(trimmed(state.rows[place][form.columns[column].field]));
      }
      rows.push(cells);
    }
    return JSON.stringify({
      form: form.mark,
      conference: form.conference,
      unit: trimmed(state.unit),
      saved: moment(at),
      declined: !!state.declined,
      reason: state.declined ? trimmed(state.reason) : "",
      contact: trimmed(state.contact),
      phone: trimmed(state.phone),
      sheet: form.sheet,
      headings: headings,
      rows: rows
    }, null, 1);
  }

  return { problems: problems, reply: reply, moment: moment, trimmed: trimmed };
}());

(function () {
  "use strict";
  if (typeof document === "undefined") { return; }
  var form = JSON.parse(document.getElementById("data").textContent || document.getElementById("data").innerText);
  var words = form.words, rows = [], changed = false;

  function at(id) { return document.getElementById(id); }

  function say(id, text) {
    while (at(id).firstChild) { at(id).removeChild(at(id).firstChild); }
    at(id).appendChild(document.createTextNode(text));
  }

  function made(name, type) {
    var element = document.createElement(name);
    if (type) { element.setAttribute("type", type); }
    return element;
  }

  function option(list, text) {
    var element = made("option");
    element.value = text;
    element.appendChild(document.createTextNode(text));
    list.appendChild(element);
  }

  function field(column, value, number) {
    var input, place;
    if (column.choices.length && column.strict) {
      input = made("select");
      input.style.width = Math.max(84, Math.round(column.width * 6.6)) + "px";
      option(input, "");
      for (place = 0; place < column.choices.length; place += 1) { option(input, column.choices[place]); }
    } else {
      input = made("input", "text");
      if (column.choices.length) { input.setAttribute("list", "choices-" + column.field); }
      input.style.width = Math.round(column.width * 6.6) + "px";
    }
    input.value = value || "";
    input.setAttribute("data-field", column.field);
    input.setAttribute("aria-label", column.heading + " " + number);
    return input;
  }

  function addRow(values) {
    var line = made("tr"), cell, column, row = { line: line, fields: {}, kept: values || {} }, number = rows.length + 1, remove;
    cell = made("td");
    cell.className = "number";
    line.appendChild(cell);
    for (column = 0; column < form.columns.length; column += 1) {
      if (form.columns[column].hidden) { continue; }
      cell = made("td");
      row.fields[form.columns[column].field] = field(form.columns[column], row.kept[form.columns[column].field], number);
      cell.appendChild(row.fields[form.columns[column].field]);
      line.appendChild(cell);
    }
    remove = made("button", "button");
    remove.className = "small";
    remove.appendChild(document.createTextNode("\u00d7"));
    remove.setAttribute("title", words.remove);
    remove.setAttribute("aria-label", words.remove + " " + number);
    remove.onclick = function () {
      var place = rows.indexOf(row);
      rows.splice(place, 1);
      at("people").removeChild(line);
      changed = true;
      renumber();
    };
    cell = made("td");
    cell.appendChild(remove);
    line.appendChild(cell);
    at("people").appendChild(line);
    rows.push(row);
    renumber();
    return row;
  }

  function renumber() {
    for (var place = 0; place < rows.length; place += 1) {
      var cell = rows[place].line.firstChild;
      while (cell.firstChild) { cell.removeChild(cell.firstChild); }
      cell.appendChild(document.createTextNode(String(place + 1)));
    }
  }

  function state() {
    var told = [], place, name, row;
    for (place = 0; place < rows.length; place += 1) {
      row = {};
      for (name in rows[place].kept) { if (rows[place].kept.hasOwnProperty(name)) { row[name] = rows[place].kept[name]; } }
      for (name in rows[place].fields) { if (rows[place].fields.hasOwnProperty(name)) { row[name] = rows[place].fields[name].value; } }
      told.push(row);
    }
    return {
      unit: form.unit || at("unit").value, contact: at("contact").value, phone: at("phone").value,
      declined: at("declined").checked, reason: at("reason").value, rows: told
    };
  }

  function tell(text, kind) {
    say("told", text);
    at("told").className = kind;
  }

  function mark(found) {
    var place, name, first = null, wrong = [];
    var marked = document.querySelectorAll(".wrong");
    for (place = 0; place < marked.length; place += 1) { marked[place].className = ""; }
    for (place = 0; place < found.length; place += 1) {
      name = found[place].what;
      if (name === "name") { wrong.push(rows[found[place].row].fields.full_name); }
      else if (name === "nobody") { wrong.push(rows.length ? rows[0].fields.full_name : at("add")); }
      else { wrong.push(at(name)); }
    }
    for (place = 0; place < wrong.length; place += 1) {
      if (wrong[place] !== at("add")) { wrong[place].className = "wrong"; }
      first = first || wrong[place];
    }
    if (first) { first.focus(); }
  }

  function sentences(found) {
    var told = [], place;
    for (place = 0; place < found.length; place += 1) {
      told.push(words["no_" + found[place].what].replace("{row}", String((found[place].row || 0) + 1)));
    }
    return told.join("\n");
  }

  function download(text) {
    var blob, link, name = form.file;
    try {
      blob = new Blob([text], { type: "application/json;charset=utf-8" });
    } catch (error) {
      return false;
    }
    if (window.navigator.msSaveOrOpenBlob) {
      window.navigator.msSaveOrOpenBlob(blob, name);
      return true;
    }
    link = made("a");
    if (!("download" in link) || !window.URL || !window.URL.createObjectURL) { return false; }
    link.href = window.URL.createObjectURL(blob);
    link.setAttribute("download", name);
    document.body.appendChild(link);
    link.click();
    window.setTimeout(function () {
      document.body.removeChild(link);
      window.URL.revokeObjectURL(link.href);
    }, 4000);
    return true;
  }

  function save() {
    var said = state(), found = TapHuanForm.problems(form, said), text;
    mark(found);
    if (found.length) {
      tell(sentences(found), "bad");
      return;
    }
    text = TapHuanForm.reply(form, said, new Date());
    at("text").value = text;
    if (download(text)) {
      at("text").className = "gone";
      tell(words.saved.replace("{file}", form.file), "good");
    } else {
      at("text").className = "";
      at("text").focus();
      at("text").select();
      tell(words.copy.replace("{file}", form.file), "good");
    }
    changed = false;
  }

  function showDeclined() {
    at("why").className = at("declined").checked ? "" : "gone";
    at("people-box").className = at("declined").checked ? "box gone" : "box";
  }

  function begin() {
    var place, column, cell, list, names = ["unit", "contact", "phone", "declined", "reason"];
    document.title = form.title;
    say("title", form.title);
    say("fact", form.fact);
    for (place = 0; place < names.length; place += 1) { say(names[place] + "-label", words[names[place]]); }
    say("people-title", words.people);
    say("add", words.add);
    say("hint", words.hint);
    say("save", words.save);
    say("save-hint", words.save_hint);
    if (form.unit) {
      at("unit").value = form.unit;
      at("unit").readOnly = true;
    }
    for (place = 0; place < form.units.length; place += 1) { option(at("units"), form.units[place]); }
    at("headings").appendChild(made("th"));
    for (place = 0; place < form.columns.length; place += 1) {
      column = form.columns[place];
      if (column.hidden) { continue; }
      cell = made("th");
      cell.appendChild(document.createTextNode(column.heading));
      at("headings").appendChild(cell);
      if (column.choices.length && !column.strict) {
        list = made("datalist");
        list.id = "choices-" + column.field;
        for (var each = 0; each < column.choices.length; each += 1) { option(list, column.choices[each]); }
        document.body.appendChild(list);
      }
    }
    for (place = 0; place < form.rows.length; place += 1) { addRow(form.rows[place]); }
    for (place = 0; place < form.blank; place += 1) { addRow(null); }
    at("add").onclick = function () { addRow(null).fields.full_name.focus(); };
    at("declined").onclick = showDeclined;
    at("save").onclick = save;
    document.body.oninput = document.body.onchange = function () { changed = true; };
    window.onbeforeunload = function () { return changed ? words.leave : undefined; };
  }

  begin();
}());
