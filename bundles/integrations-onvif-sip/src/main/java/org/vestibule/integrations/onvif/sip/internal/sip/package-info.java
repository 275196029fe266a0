// SPDX-License-Identifier: Apache-2.0
/**
 * SIP (RFC 3261): the user agent and the small registrar of this house, on JAIN-SIP, whose types do
 * not leave this package.
 */
package org.vestibule.integrations.onvif.sip.internal.sip;
