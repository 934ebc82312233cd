// Formats values as ICU does, for a comparison with ours. Reads JSON, writes JSON.
import { readFileSync } from "node:fs";

const { locales, days, amounts, numbers, lists } = JSON.parse(readFileSync(0, "utf8"));
const made = {};
for (const name of locales) {
  const tag = name.replace("_", "-");
  const day = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC", calendar: "gregory", numberingSystem: "latn" });
  const latin = { numberingSystem: "latn" };
  const money = (currency) => new Intl.NumberFormat(tag, { style: "currency", currency, ...latin });
  made[name] = {
    days: days.map((iso) => day.format(new Date(`${iso}T00:00:00Z`))),
    amounts: amounts.map(([value, currency]) => money(currency).format(value)),
    numbers: numbers.map((value) => new Intl.NumberFormat(tag, latin).format(value)),
    percent: [new Intl.NumberFormat(tag, { style: "percent", ...latin }).format(0.12)],
    lists: lists.flatMap((items) =>
      ["conjunction", "disjunction"].map((type) => new Intl.ListFormat(tag, { type, style: "long" }).format(items))),
  };
}
console.log(JSON.stringify({ cldr: process.versions.cldr, made }));
