/**
 * Slack's Block Kit as far as Stakeout uses it: pure records that render JSON and refuse what Slack would refuse, so that
 * a message which is built can be posted. Text that a suspect may have written gets in by {@link
 * io.stakeout.notify.slack.block.Writing} or as plain text, never as markup.
 *
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks">Block Kit, blocks</a>
 */
package io.stakeout.notify.slack.block;
