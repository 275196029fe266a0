// SPDX-License-Identifier: Apache-2.0
/** What happened, kept until every system that is told of it has it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.outbox;
