// SPDX-License-Identifier: Apache-2.0
/** SRTP and SRTCP (RFC 3711) with the two suites of RFC 4568 that phones have. */
package org.vestibule.integrations.onvif.sip.internal.media.srtp;
