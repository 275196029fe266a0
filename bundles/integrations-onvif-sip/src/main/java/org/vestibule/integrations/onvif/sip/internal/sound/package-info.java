// SPDX-License-Identifier: Apache-2.0
/** What panels and calls both do with sound. */
package org.vestibule.integrations.onvif.sip.internal.sound;
