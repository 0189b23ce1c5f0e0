export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

const key = 'chacun-language';

/** The language a person chose here before; French otherwise, whatever the browser says: the house speaks French first. */
export function chosenLanguage(): Language {
  try {
    return localStorage.getItem(key) === 'en' ? 'en' : 'fr';
  } catch {
    return 'fr';
  }
}

/** Remembers the chosen language in this browser and tells screen readers. */
export function rememberLanguage(language: Language): void {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(key, language);
  } catch {
    // A browser that keeps nothing still shows the chosen language until the page is left.
  }
}
