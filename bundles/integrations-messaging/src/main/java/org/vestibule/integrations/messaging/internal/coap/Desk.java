// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

/**
 * What every resource needs to answer.
 *
 * @param callers who asks
 * @param outlet what may leave
 * @param refusals who is told of what was refused
 */
record Desk(Callers callers, Outlet outlet, Refusals refusals) {}
