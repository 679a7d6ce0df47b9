/**
 * What people do from Slack: their requests are verified, acknowledged within Slack's three seconds, and carried out by the
 * same desks that the room uses, as the operator whom the Slack user is.
 */
package io.stakeout.notify.slack.in;
