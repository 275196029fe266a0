// SPDX-License-Identifier: Apache-2.0
/** What is measured in the house as Sensor Measurement Lists (RFC 8428), in JSON and CBOR. */
package org.vestibule.messages.senml;
