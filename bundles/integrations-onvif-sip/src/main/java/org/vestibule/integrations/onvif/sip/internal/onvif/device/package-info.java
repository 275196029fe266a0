// SPDX-License-Identifier: Apache-2.0
/**
 * ONVIF, as the device: each station of the house as a camera of its own, so that a video
 * management system takes its picture, its bell, its door and what was seen.
 */
package org.vestibule.integrations.onvif.sip.internal.onvif.device;
