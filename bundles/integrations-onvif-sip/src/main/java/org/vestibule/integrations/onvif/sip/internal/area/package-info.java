// SPDX-License-Identifier: Apache-2.0
/** Parts of a station's picture: what is never looked at, and what alone counts. */
package org.vestibule.integrations.onvif.sip.internal.area;
