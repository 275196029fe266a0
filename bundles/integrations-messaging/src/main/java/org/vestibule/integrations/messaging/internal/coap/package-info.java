// SPDX-License-Identifier: Apache-2.0
/** The house by CoAP: resources to read and to observe, and commands, for systems with a key. */
package org.vestibule.integrations.messaging.internal.coap;
