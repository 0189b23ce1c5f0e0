export { type Condition, ConditionShape } from '#differentiate/attributes/api';
