package io.stakeout.containment.guard;

/** One reason why a plan may not be carried out. Pure: same proposal and facts, same verdict. */
interface Guardrail {

    /** Its name in verdicts and documents. */
    String id();

    Verdict rule(Proposal proposal, Facts facts);
}
