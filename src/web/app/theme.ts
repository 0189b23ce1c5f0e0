import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Every colour of the interface, by scheme. Nothing else in the web screens writes a colour. */
export const tokens = {
  light: {
    paper: '#FBFAF7',
    raised: '#FFFFFF',
    wash: '#F3F1EA',
    ink: '#1B1B1F',
    inkSoft: '#5F5C55',
    hairline: '#E4E1D8',
    rule: '#CFCBC0',
    accent: '#C23A22',
    accentWash: '#FBEAE5',
    blue: '#2F5D8A',
    blueWash: '#E6EDF4',
    ochre: '#B8862B',
    ochreText: '#7D5A17',
    green: '#3B7A57',
    greenText: '#2F6648',
    plum: '#7A4B74',
    grey: '#8B8880',
    shadow: '0 6px 24px rgba(27, 27, 31, 0.14)',
  },
  dark: {
    paper: '#16161A',
    raised: '#1D1D22',
    wash: '#232329',
    ink: '#ECEAE4',
    inkSoft: '#A8A59D',
    hairline: '#2E2E34',
    rule: '#45454D',
    accent: '#F0806A',
    accentWash: '#3A201B',
    blue: '#7FAEDB',
    blueWash: '#1F2C3A',
    ochre: '#DDB05C',
    ochreText: '#DDB05C',
    green: '#74B893',
    greenText: '#74B893',
    plum: '#BE8FB8',
    grey: '#8B8880',
    shadow: '0 6px 24px rgba(0, 0, 0, 0.5)',
  },
} as const;

export type Scheme = keyof typeof tokens;

const vermilion: MantineColorsTuple = [
  '#FBEAE5',
  '#F5CFC6',
  '#EDA899',
  '#E4806B',
  '#DA5F46',
  '#CE4A2F',
  '#C23A22',
  '#A9301B',
  '#8D2715',
  '#6F1E10',
];
const warmGrey: MantineColorsTuple = [
  '#FBFAF7',
  '#F3F1EA',
  '#E4E1D8',
  '#D6D2C7',
  '#CFCBC0',
  '#A8A59D',
  '#77746C',
  '#5F5C55',
  '#3C3A36',
  '#1B1B1F',
];
const inkPaper: MantineColorsTuple = [
  '#ECEAE4',
  '#CFCDC6',
  '#A8A59D',
  '#8B8880',
  '#45454D',
  '#2E2E34',
  '#1D1D22',
  '#16161A',
  '#111114',
  '#0B0B0D',
];

/** The Mantine theme: type, radius and colours of the design, in multiples of four. */
export const theme = createTheme({
  primaryColor: 'vermilion',
  primaryShade: { light: 6, dark: 6 },
  colors: { vermilion, gray: warmGrey, dark: inkPaper },
  black: tokens.light.ink,
  fontFamily: "'Inter Variable', 'Inter fallback', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace",
  headings: {
    fontFamily: "'Fraunces Variable', 'Fraunces fallback', Georgia, serif",
    fontWeight: '500',
    sizes: {
      h1: { fontSize: '28px', lineHeight: '1.2' },
      h2: { fontSize: '17px', lineHeight: '1.35', fontWeight: '600' },
      h3: { fontSize: '14px', lineHeight: '1.4', fontWeight: '600' },
    },
  },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.45', xl: '1.3' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '20px', xl: '32px' },
  radius: { xs: '3px', sm: '6px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { withArrow: false, multiline: true, maw: 320, openDelay: 250 } },
    Anchor: { defaultProps: { underline: 'hover' } },
    Drawer: { defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.25 } } },
  },
});

const asVariables = (scheme: Scheme): Record<string, string> => {
  const t = tokens[scheme];
  const own = Object.entries(t).map(([name, value]) => [
    `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`,
    value,
  ]);
  return {
    ...Object.fromEntries(own),
    '--mantine-color-body': t.paper,
    '--mantine-color-text': t.ink,
    '--mantine-color-dimmed': t.inkSoft,
    '--mantine-color-placeholder': t.inkSoft,
    '--mantine-color-anchor': t.accent,
    '--mantine-color-default': t.raised,
    '--mantine-color-default-hover': t.wash,
    '--mantine-color-default-color': t.ink,
    '--mantine-color-default-border': t.rule,
    '--mantine-color-error': t.accent,
    '--mantine-color-vermilion-text': t.accent,
    '--mantine-color-vermilion-light': t.accentWash,
    '--mantine-color-vermilion-light-hover': t.accentWash,
    '--mantine-color-vermilion-light-color': scheme === 'light' ? '#A9301B' : t.accent,
    '--mantine-shadow-sm': t.shadow,
    '--mantine-shadow-md': t.shadow,
    '--mantine-shadow-lg': t.shadow,
    '--mantine-shadow-xl': t.shadow,
  };
};

/** Hands the tokens to the stylesheets as CSS variables (`--paper`, `--ink-soft`, `--accent`…), by scheme. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: asVariables('light'),
  dark: asVariables('dark'),
});
