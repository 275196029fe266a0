// SPDX-License-Identifier: Apache-2.0
/**
 * The media of a call: what two ends agree on (SDP, RFC 8866; offer and answer, RFC 3264), and the
 * packets that carry it (RTP, RFC 3550; SRTP with keys from SDP, RFC 3711 and RFC 4568; telephone
 * events, RFC 4733).
 */
package org.vestibule.integrations.onvif.sip.internal.media;
