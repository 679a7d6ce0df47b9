/**
 * Who is told outside of the room, and how surely. {@link io.stakeout.notify.Outbox} writes what is to be told in the
 * transaction of what it tells; {@link io.stakeout.notify.Channel} says what a way out wants told and brings it there.
 *
 * <h2>How a channel is written</h2>
 *
 * A CDI bean ({@code @ApplicationScoped}) that implements {@link io.stakeout.notify.Channel}, in a package of its own below
 * this one. Nothing is registered anywhere. It has two sides that never meet in memory:
 *
 * <ul>
 *   <li>{@link io.stakeout.notify.Channel#about about} runs inside the transaction that records, under the lock of the
 *       incident: it makes {@link io.stakeout.notify.Draft drafts} of what it was given, and does nothing else. No I/O, no
 *       database, no waiting; an exception is logged, and nothing is told.
 *   <li>{@link io.stakeout.notify.Channel#deliver deliver} and {@link io.stakeout.notify.Channel#digest digest} run on the
 *       worker's threads, outside of any transaction, on whichever node, perhaps minutes or a restart later. They get what
 *       the draft said, and say by a {@link io.stakeout.notify.Delivery} how it went. They may block for seconds, within
 *       timeouts of their own that are well below {@code stakeout.notify.lease}.
 * </ul>
 *
 * <p>What is told may be told twice: a process can end between the remote's answer and our note of it. An item whose
 * {@link io.stakeout.notify.Item#attempt attempt} is above 1 may be there already; its {@link io.stakeout.notify.Item#key
 * key} is the same each time, so the channel looks for it, edits, or lets the receiver tell by the key.
 */
package io.stakeout.notify;
