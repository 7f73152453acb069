// Days and times in the words of the server: 7 December 2026, 16:16.
const { lang } = document.documentElement;
const locale = lang === "en" || !lang ? "en-GB" : lang; // English without a country would be American: 12/7, 4:16 PM
const day = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** The time of a Date alone. */
export const timeOf = (moment) => time.format(moment);

/** The day of a Date and its time. */
export const exactly = (moment) => `${day.format(moment)}, ${time.format(moment)}`;
