// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

/**
 * Where a phone said that it is.
 *
 * @param said the contact as the phone wrote it
 * @param reached the same with the address from which it really came
 * @param flow the way to it
 * @param callId of its registrations
 * @param number of the last of them
 * @param until when it ends, monotonic, in nanoseconds
 */
record Binding(
    String user, String said, String reached, Flow flow, String callId, long number, long until) {}
