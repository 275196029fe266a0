// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.integrations.access.control.internal.osdp.LineKeys;

/**
 * Where keys are kept and who is told of it.
 *
 * @param keys the vault
 * @param audit the trail that is here now, {@code null} for none
 * @param thread runs what waits for a disk
 */
record KeyRoom(LineKeys keys, Supplier<AuditTrail> audit, Executor thread) {}
