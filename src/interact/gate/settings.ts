import type { GateRules } from './decision.ts';
import type { GateSettings } from './api.ts';

/** Until somebody decides otherwise: three messages a week at most, two customers in a hundred held out for ever. */
export const defaultGateSettings: GateSettings = {
  pressure: { messagesMax: 3, windowDays: 7 },
  globalHoldoutShare: 0.02,
};

// Changing this text would redraw the company's permanent control group: it never changes.
const globalSalt = 'chacun:global-holdout';

/** The rules for one origin (`campaign:12`): the settings, and the origin's own control group under its own salt. */
export function rulesFor(
  settings: GateSettings,
  origin: { readonly origin: string; readonly holdoutShare: number },
): GateRules {
  return {
    pressure: settings.pressure,
    globalHoldout: { share: settings.globalHoldoutShare, salt: globalSalt },
    campaignHoldout: { share: origin.holdoutShare, salt: `holdout:${origin.origin}` },
  };
}
