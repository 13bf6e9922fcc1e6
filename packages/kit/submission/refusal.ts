/** Something that is not taken; the message says what, why, and what to do. */
export class Refusal extends Error {}
