// SPDX-License-Identifier: Apache-2.0
/** The little of SOAP 1.2 that cameras need, safe against what a hostile one sends. */
package org.vestibule.integrations.onvif.sip.internal.soap;
