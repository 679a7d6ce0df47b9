/**
 * Decides whether AWS would allow a call, from the policies that apply to it, as the documentation of AWS says. Pure: the
 * caller brings the policies, the request and its context (time and address included); nothing here reads a clock, a file
 * or the network. Everything is immutable and safe for all threads.
 */
package io.stakeout.drill.policy;
