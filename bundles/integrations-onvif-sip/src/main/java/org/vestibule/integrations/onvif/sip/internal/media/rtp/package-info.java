// SPDX-License-Identifier: Apache-2.0
/** Packets of RTP and RTCP (RFC 3550), telephone events (RFC 4733), ports, and who may send. */
package org.vestibule.integrations.onvif.sip.internal.media.rtp;
