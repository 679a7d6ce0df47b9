/** A house that breaks every rule, so that the rules are seen to fail. Nothing of it runs. */
package io.stakeout.brokenhouse;
