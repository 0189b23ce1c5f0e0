import { type Refusal, refuse } from './refusal.ts';

/**
 * The share of contacted people who must respond, over and above those who would have anyway, for contacts to pay:
 * cost per contact ÷ margin per response (Hughes, Strategic Database Marketing, 1994). Above 1 it cannot pay.
 * Null when a response earns nothing and a contact costs something: no share is enough. Refuses figures that are not finite
 * or a negative cost.
 */
export function breakEvenResponse(input: {
  readonly costPerContact: number;
  readonly marginPerResponse: number;
}): number | Refusal | null {
  const { costPerContact, marginPerResponse } = input;
  if (!(costPerContact >= 0) || !Number.isFinite(costPerContact) || !Number.isFinite(marginPerResponse)) {
    return refuse(
      'impossible-figure',
      `Break-even needs a cost of 0 or more and a margin: got ${costPerContact} and ${marginPerResponse}.`,
    );
  }
  if (costPerContact === 0) return 0;
  return marginPerResponse > 0 ? costPerContact / marginPerResponse : null;
}
