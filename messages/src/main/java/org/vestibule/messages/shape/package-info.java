// SPDX-License-Identifier: Apache-2.0
/**
 * What stands in messages, read from the records of the contract: the one source of all schemas.
 */
package org.vestibule.messages.shape;
