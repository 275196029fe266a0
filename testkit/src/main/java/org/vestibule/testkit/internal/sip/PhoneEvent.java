// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.sip;

/**
 * What a phone says that happened.
 *
 * @param type for example {@code REGISTER_OK}, {@code CALL_INCOMING}, {@code CALL_CLOSED}
 * @param peer the address of the other end, or empty
 * @param param a key, a reason, or empty
 * @param id the Call-ID, or empty
 */
public record PhoneEvent(String type, String peer, String param, String id) {}
