// SPDX-License-Identifier: Apache-2.0
/**
 * What happened, on the disk until every sink has it: a log of segments, a cursor for each sink.
 */
package org.vestibule.store.internal.outbox;
