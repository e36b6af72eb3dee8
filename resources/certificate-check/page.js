"use strict";
// Reads and checks the text of a certificate's QR code, as desktop/domain/certificate_code.py describes it.
// Whatever a text says is shown as text (textContent), never as markup. Nothing is fetched.
const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
const by = id => document.getElementById(id);

const fromBase64 = text => {
  const plain = text.replace(/-/g, "+").replace(/_/g, "/");
  try {
    return Uint8Array.from(atob(plain + "=".repeat((4 - plain.length % 4) % 4)), letter => letter.charCodeAt(0));
  } catch (_error) { return null; }
};
const toBase64 = bytes =>
  btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const unescaped = text => text.replaceAll("%7C", "|").replaceAll("%25", "%");

// What nobody sees around a text, and the ways a code may have been sent: mail that breaks a long line puts the break between
// two letters, or in place of a space of the number or name.
const around = /^[\s\u0000\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069]+|[\s\u0000\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069]+$/g;
function readings(text) {
  const trimmed = text.replace(around, "");
  const wrapped = trimmed.split("|")
    .map((part, at) => part.replace(/[ \t]*[\r\n]+[ \t]*/g, (found, from) =>
      (at === 3 || at === 4) && from > 0 && from + found.length < part.length ? " " : "")).join("|");
  return [read(trimmed.replace(/[\r\n]+/g, "")), read(wrapped)].filter(code => code !== null);
}

// The parts of a code, or null for a text that is none.
function read(text) {
  const whole = text.normalize("NFC");
  const parts = whole.split("|");
  if (parts.length !== 6 || parts[0] !== data.mark) return null;
  const bytes = fromBase64(parts[5]);
  return {
    key: parts[1], day: parts[2], number: unescaped(parts[3]), name: unescaped(parts[4]),
    statement: whole.slice(0, whole.lastIndexOf("|")),
    // r and s in their one spelling; another is nobody's.
    signature: bytes !== null && bytes.length === 64 && toBase64(bytes) === parts[5] ? bytes : null,
  };
}

async function verdict(code) {
  if (code.key !== data.id) return "unknown_key";
  if (code.signature === null) return "changed";
  const kind = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("spki", fromBase64(data.key), kind, false, ["verify"]);
  const over = new TextEncoder().encode(code.statement);
  const good = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, code.signature, over);
  return good ? "genuine" : "changed";
}

function tell(answer, code) {
  by("answer").hidden = false;
  by("answer").dataset.verdict = answer;
  by("heading").textContent = words[answer];
  by("told").textContent = words[answer + "_told"] || "";
  const facts = by("facts");
  facts.replaceChildren();
  facts.hidden = code === null;
  if (code === null) return;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(code.day) ? code.day.split("-").reverse().join("/") : code.day;
  for (const [label, value] of [[words.number, code.number], [words.name, code.name], [words.date, day]]) {
    facts.append(Object.assign(document.createElement("dt"), { textContent: label }));
    facts.append(Object.assign(document.createElement("dd"), { textContent: value }));
  }
}

async function check() {
  const text = by("text").value;
  by("answer").hidden = true;
  if (text.trim() === "") return;
  let [answer, code] = ["unreadable", null];
  for (const each of readings(text)) {
    const found = await verdict(each);
    if (code === null || found === "genuine") [answer, code] = [found, each];
  }
  if (by("text").value === text) tell(answer, code); // else another text is being checked already
}

async function checkPicture(file) {
  by("text").value = "";
  by("answer").hidden = true; // of the code before: a file that is no picture has none
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  const found = await createImageBitmap(file).then(picture => detector.detect(picture)).catch(() => []);
  const texts = found.map(each => each.rawValue);
  by("text").value = texts.find(text => text.startsWith("THGCN")) || texts[0] || "";
  if (by("text").value === "") tell("unreadable", null); else await check();
}

for (const [id, text] of Object.entries({
  "title": words.title, "office": data.office, "text-label": words.text, "text-hint": words.hint, "picture-label": words.picture,
  "check": words.check, "alone": words.alone, "key-label": words.key, "fingerprint": data.fingerprint,
})) by(id).textContent = text;

if (!window.isSecureContext || !window.crypto || !crypto.subtle) {
  by("check").disabled = true;
  by("answer").hidden = false;
  by("answer").dataset.verdict = "unavailable";
  by("heading").textContent = words.unavailable;
  by("told").textContent = words.unavailable_told;
} else {
  by("check").addEventListener("click", check);
  by("text").addEventListener("input", check);
  if ("BarcodeDetector" in window) {
    BarcodeDetector.getSupportedFormats().then(kinds => {
      by("picture-box").hidden = !kinds.includes("qr_code");
      if (kinds.includes("qr_code")) by("text-hint").textContent = words.hint_picture;
    });
    by("picture").addEventListener("change", event => event.target.files[0] && checkPicture(event.target.files[0]));
  }
  // page.html#TEXT checks at once: for a link on the office's own site, and for tests.
  if (location.hash.length > 1) {
    try { by("text").value = decodeURIComponent(location.hash.slice(1)); check(); } catch (_error) { /* no text */ }
  }
}
