// SPDX-License-Identifier: Apache-2.0
/** Session descriptions (RFC 8866), and how two ends agree by them (RFC 3264). */
package org.vestibule.integrations.onvif.sip.internal.media.sdp;
