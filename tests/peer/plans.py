"""Random plans: valid plan files, and filings with every kind of slip that the method speaks of."""

import calendar
import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from decimal import Decimal as D
from functools import partial
from pathlib import Path
from typing import Any

VOID = [("约30",), ("1,234",), ("12.1234567",), ("1e3",), ("", ""), ("30", "provisional"), ("30", "", "1")]
"""What may be wrong with an entry: its value, that it has none, its flag, a key that there isn't."""
STEP = {"annual": 12, "half": 6, "quarter": 3, "month": 1}
NAMES = {12: "annual", 6: "half", 3: "quarter", 1: "month"}


def eom(i: int) -> date:
    y, m = divmod(i - 1, 12)
    return date(y, m + 1, calendar.monthrange(y, m + 1)[1])


def pname(i: int, step: int) -> str:
    y, m = divmod(i - 1, 12)
    m += 1
    if step == 12:
        assert m == 12
        return f"{y}"
    if step == 6:
        return f"{y}H{m // 6}"
    if step == 3:
        return f"{y}Q{m // 3}"
    return f"{y}-{m:02d}"


def rounded(q: Any, x: Any) -> Any:
    return D(x).quantize(q, rounding=ROUND_HALF_EVEN)


def num(x: Decimal) -> str:
    s = format(x, "f")
    return "0" if D(s) == 0 and s.startswith("-") and "." not in s else s


def truth(
    e: int,
    *,
    R: Any,
    kind: str,
    direction: str | None,
    dip: Any,
    full: Any,
    smooth: Any,
    pace: Any,
    plen: Any,
    T0: Any,
    T: Any,
    v0: Any,
    q: Any,
) -> Any:
    """A plausible full value (stock: level; flow: the year's total; rate: rate) at month e."""
    r = partial(rounded, q)
    f = D(e - T0) / D(plen)
    if dip:
        sign = 1 if direction == "up" else -1
        return r(v0 + sign * (D(e - T0) / 4 - 6) if e > T0 else v0)
    if full and R.random() < 0.5:
        return r(v0 + D("3.5"))
    if kind in ("level", "increment"):
        x = R.random()
        k = D(str(pace))
        if smooth:
            return r(v0 + (T - v0) * f * k + D(R.choice([0, 0, 0, 1, -1])) * q)
        if x < 0.08:
            return r(T)
        if x < 0.16:
            return r(T + R.choice([-1, 1]) * q)
        if x < 0.28:  # exactly on a cut, where decimals allow it
            k = D(R.choice(["0.95", "0.6", "1"]))
        elif x < 0.36 and f > 0:
            k = 1 / (2 - f) if f < 2 else D(1)
        elif x < 0.42:
            return r(v0 + (T - v0) * (f - D(R.choice(["0.03", "0.10"]))))
        else:
            k += D(str(round(R.uniform(-0.08, 0.08), 3)))
        val = v0 + (T - v0) * f * k
        if v0 == T:
            val = v0 + D(R.choice([-2, -1, 0, 0, 1, 2]))
        return r(val)
    if kind == "growth":
        return r(T * D(R.choice(["1", "1", "1.1", "0.95", "0.94", "0.6", "0.59", "1.02", "0.8", "1.3"])))
    drift = D(str(pace)) * (e - T0) / D(6)
    return r(v0 + drift * R.choice([1, 1, -1]) + D(R.choice([0, 0, 1, -1])) * q * R.choice([0, 1, 2]))


def make(seed: int, out_dir: Path) -> list[str]:
    R = random.Random(seed)
    out = Path(out_dir)
    every = R.choice([12, 6, 3, 3, 3, 1, 1])
    years = R.choice([1, 2, 3, 3, 4, 5, 5])
    yearly = R.random() < 0.75
    y0 = R.choice([2022, 2023, 2024])
    if yearly:
        T0 = 12 * (y0 + 1)
        T1 = T0 + 12 * years
    else:
        T0 = 12 * y0 + R.choice([3, 6, 9, 6, 5])
        T1 = min(T0 + 12 * years + R.choice([0, 0, 3, -3, 6]), T0 + 48)
        T1 = max(T1, T0 + 12)
        if T1 // every == T0 // every:
            T1 += 12
    plen = T1 - T0
    fdue = R.randint(10, 30) if R.random() < 0.9 else R.choice([45, 60, 75, 100])
    first = (T0 // every + 1) * every
    filings_ends = list(range(first, T1 + 13, every))
    L = [
        "plan:",
        f"  id: p-{seed}",
        "  title: {zh: 计划, en: Plan}",
        f"  issued: {eom(T0).isoformat()}",
        f"  start: {eom(T0).isoformat()}",
        f"  end: {eom(T1).isoformat()}",
        "  filing:",
        f"    every: {NAMES[every]}",
        f"    due_days: {fdue}",
    ]
    if R.random() < 0.4:
        L.append(f"    close_days: {fdue + R.randint(0, 20)}")
    frm = first
    if R.random() < 0.3:
        frm = R.choice([e for e in filings_ends[:4] if e <= T1])
        L.append(f"    from: {pname(frm, every)}")
    due_ex = {}
    if R.random() < 0.3:
        L.append("    due:")
        ok = [e for e in filings_ends if e >= frm]
        for e in sorted(R.sample(ok, min(2, len(ok)))):
            due_ex[e] = eom(e) + timedelta(days=max(1, min(fdue + R.randint(-6, 6), 60)))
            L.append(f"      {pname(e, every)}: {due_ex[e].isoformat()}")

    def fd(e: Any) -> Any:
        return due_ex.get(e) or eom(e) + timedelta(days=fdue)

    if R.random() < 0.3:
        opts = {
            "on_track": ["0.9", "0.95", "1"],
            "at_risk": ["0.5", "0.7"],
            "ahead": ["1.1"],
            "slack_on": ["0", "0.02", "0.05"],
            "slack_risk": ["0.05", "0.12"],
            "worsening": ["0", "0.05"],
            "half_time": ["0.4", "0.6"],
            "catch_up": ["1.5", "3"],
            "borderline": ["0.02", "0.1"],
            "single_step": ["3", "8"],
            "single_step_quarters": ["2", "6"],
            "near_days": ["10", "60"],
            "path_short": ["0", "0.1"],
            "trend_window": ["1", "2"],
            "coverage": ["0.5", "0.9"],
            "share": ["1/4", "1/2"],
            "provisional_baseline": ["true", "false"],
        }
        L.append("  method:")
        L += [f"    {k}: {R.choice(opts[k])}" for k in R.sample(sorted(opts), R.randint(1, 4))]
    L.append("groups:")
    L += ["  - {id: g1, title: {zh: 一组, en: G1}}", "  - {id: g2, title: {zh: 二组, en: G2}}", "targets:"]
    units = ["unit-a", "unit-b", "unit-c", "unit-d"]
    obs: dict[Any, Any] = {}  # (unit, filing end) -> list of dicts

    def put(u: str, e: int, o: dict[str, str]) -> None:
        obs.setdefault((u, e), []).append(o)

    tidy = R.random() < 0.35  # an office where nearly all is there and in time
    targets = []
    for n in range(R.randint(3, 9)):
        tid = f"t-{n}"
        kinds = (
            ["level"] * 5
            + ["increment"] * 3
            + ["record"] * 2
            + (["growth"] * 2 + ["trend"] * 2 if yearly else [])
        )
        kind = R.choice(kinds)
        dec = R.choice([0, 0, 1, 2])
        freq = R.choice([s for s in (12, 6, 3, 1) if s >= every])
        flow = ["flow_ytd"] if yearly else []
        if kind == "level":
            measure = R.choice(["stock", "stock", "rate", "since_plan"] + flow * 2)
        elif kind == "growth":
            measure = "rate"
        elif kind == "increment":
            measure = "since_plan"
        else:
            measure = R.choice(["stock", "rate", *flow])
        if kind == "growth":
            dec = R.choice([1, 1, 2])
        q = D(1).scaleb(-dec)
        r = partial(rounded, q)
        full, direction = False, None
        uom = {"rate": R.choice(["%", "%", "指数"])}.get(measure, "亿元" if dec else "个")
        op: Any = None
        v0: Any = None
        T: Any = None
        if kind == "level":
            up = R.random() < 0.65 or measure == "since_plan"
            op = R.choice([">=", ">=", ">"]) if up else R.choice(["<=", "<"])
            v0 = D(0) if measure == "since_plan" else r(R.uniform(20, 60))
            if measure == "stock" and R.random() < 0.12:
                v0 = r(R.uniform(-30, 2))  # a balance, which may be negative
            full = uom == "%" and up and R.random() < 0.5  # near the limit
            if full:
                v0 = r(R.uniform(90, 96))
            x = R.random()
            if measure == "since_plan":
                T = r(R.uniform(6, 60))
            elif x < 0.1:
                T = v0  # keep, or the strict target on its line
            elif x < 0.17:
                T = r(v0 - (5 if up else -5))  # already met
            else:
                T = (
                    r(v0 + 4)
                    if full
                    else r(v0 + (D(R.choice([8, 10, 20, 30])) if up else -D(R.choice([5, 8, 10, 16]))))
                )
        elif kind == "increment":
            op = R.choice([">=", ">=", ">"])
            v0 = D(0)
            T = r(R.choice([1, 2, 3, 5, 6, 10, 12, 20, 36, 50, 120]))
        elif kind == "growth":
            op = R.choice([">=", ">"])
            T = r(R.choice([5, 6, 8, 10]))
        else:
            v0 = r(R.uniform(20, 60))
        unit_list = R.sample(units, R.choice([1, 1, 2, 3]))
        own = [
            f"  - id: {tid}",
            f"    name: {{zh: 指标{n}, en: T{n}}}",
            f"    group: {R.choice(['g1', 'g2'])}",
            f"    kind: {kind}",
        ]
        if kind == "trend":
            direction = R.choice(["up", "down"])
            own.append(f"    direction: {direction}")
        if op:
            own += [f'    op: "{op}"', f"    value: {num(T)}"]
        own += [
            f'    uom: "{uom}"',
            f"    measure: {measure}",
            f"    frequency: {NAMES[freq]}",
            f"    decimals: {dec}",
            f"    reporters: [{', '.join(unit_list)}]",
            f"    tasks: [{R.choice([1, 2])}]",
        ]
        tdue = 0
        if R.random() < 0.35:
            tdue = R.choice([5, 15, 20, 25, 30, 40, 60, 100, 200, 330, fdue, fdue, fdue + 1])
            own.append(f"    due_days: {tdue}")
        lim: Any = None
        if kind in ("level", "record"):
            if R.random() < 0.2:
                lim = R.choice([None, (0, 100), (0, 80)])
                if lim is not None and any(x is not None and not lim[0] <= x <= lim[1] for x in (T, v0)):
                    lim = (-50, 200)
                if measure == "flow_ytd" and lim is not None:
                    lim = (0, 200)
                own.append("    limits: null" if lim is None else f"    limits: [{lim[0]}, {lim[1]}]")
            elif uom == "%":
                lim = (0, 100)
        basesrc = None
        hist = []
        if kind in ("level", "trend", "record") and measure != "since_plan":
            basesrc = R.choice(["decl", "decl", "obs", "hist", "none", "none"])
            bname = None
            steps = [s for s in (12, 6, 3, 1) if T0 % s == 0]
            bname = pname(T0, R.choice(steps))
            if basesrc == "decl":
                own.append(f"    baseline: {{period: {bname}, value: {num(v0)}, source: 公报}}")
            elif basesrc == "hist":
                hist.append((T0, bname, v0))
            if measure == "flow_ytd" or R.random() < 0.45:
                for k in range(1, 13):
                    e = T0 - k
                    if e % freq == 0 and R.random() < 0.6 and e != T0:
                        if measure == "flow_ytd":
                            m = e % 12 or 12
                            val = r(v0 * m / 12 * D(R.choice(["0.95", "1", "1.02"])))
                        else:
                            val = r(v0 + D(R.choice([-2, -1, 0, 1, 2])))
                        hist.append((e, pname(e, freq), val))
            if R.random() < 0.3:
                e = T0 - 12
                if e % freq == 0 and not any(h[0] == e for h in hist):
                    hist.append((e, pname(e, freq), r(v0 + D(R.choice([-1, 0, 1])))))
            if R.random() < 0.2 and T0 + freq < T1:  # history within the plan
                e = (T0 // freq + 1) * freq
                hist.append((e, pname(e, freq), r(v0 + 1)))
            asked = lim is not None and kind == "record" and R.random() < 0.3 and T0 % 12 == 0
            if asked and not any(h[0] == T0 - 24 for h in hist):
                hist.append((T0 - 24, pname(T0 - 24, 12), D(lim[1])))
            if lim:
                hist = [h for h in hist if lim[0] <= h[2] <= lim[1]]
            if hist:
                own.append("    history:")
                for _, nm, val in sorted(hist):
                    own.append(f"      - {{period: {nm}, value: {num(val)}, source: 公报}}")
        stones = {}
        soon = kind == "level" and basesrc == "none" and R.random() < 0.3  # all of the way early: e_b = 1
        if soon:
            stones[T0 + R.randint(1, 4)] = T
        if kind in ("level", "increment") and R.random() < 0.35:
            cand = [e for e in range(T0 + 1, T1) if e % R.choice([3, 6, 12]) == 0]
            if (kind == "level" and basesrc == "none") or R.random() < 0.7:
                cand = [e for e in cand if e % 12 == 0] or cand
            for e in sorted(R.sample(cand, 0 if soon else min(len(cand), R.randint(1, 2)))):
                base = v0 + (T - v0) * (e - T0) / plen
                val = r(base + (T - v0) * D(R.choice(["-0.15", "-0.05", "0", "0.05", "0.1"])))
                if kind == "increment" or measure == "since_plan":
                    val = max(val, D(0))
                if lim and "    limits:" in "".join(own):  # stated: the plan's own figures lie within
                    val = min(max(val, D(lim[0])), D(lim[1]))
                stones[e] = val
        if stones:
            own.append("    milestones:")
            for e, val in stones.items():
                st = R.choice([s for s in (12, 6, 3, 1) if e % s == 0])
                own.append(f"      {pname(e, st)}: {num(val)}")
        if kind == "level":
            if R.random() < (0.8 if soon else 0.3):
                own.append(f"    provisional_baseline: {R.choice(['true', 'true', 'false'])}")
            if R.random() < 0.1:
                own.append("    keep: true")
        if R.random() < 0.15:
            own.append("    binding: true")
        L += own
        # ---- the observations
        pace = R.choice([0, 0.4, 0.58, 0.6, 0.7, 0.85, 0.95, 1, 1, 1.05, 1.3, -0.3])
        smooth = R.random() < 0.3
        dip = kind == "trend" and R.random() < 0.4  # worse at first, then better every year
        spread: dict[str, Any] = {
            "dip": dip,
            "full": full,
            "smooth": smooth,
            "pace": pace,
            "plen": plen,
            "T0": T0,
            "T": T,
            "v0": v0,
            "q": q,
        }

        true: Callable[[int], Decimal] = partial(truth, R=R, kind=kind, direction=direction, **spread)

        report_p = R.choice([1, 0.98, 0.95, 0.9, 0.75, 0.4]) if not (tidy or smooth or dip) else 1
        for ui, u in enumerate(unit_list):
            prev: Any = None
            prev_e: Any = None
            ends = list(range((T0 // freq + 1) * freq, T1 + 1, freq))
            extra = []
            fine = freq
            if freq > 1 and R.random() < 0.2:
                fine = {12: 3, 6: 3, 3: 1}[freq]
                extra += [
                    e for e in range((T0 // fine + 1) * fine, T1 + 1, fine) if e % freq and R.random() < 0.5
                ]
            if R.random() < 0.12:
                extra.append((T1 // freq + 1) * freq)
            if basesrc == "obs" or R.random() < 0.08:
                extra.append(T0)
            if kind in ("trend", "record") and R.random() < 0.25:
                extra.append((T0 - 1) // freq * freq)
            for e in sorted(set(ends + extra)):
                if e == T0 and v0 is None:
                    continue
                p = report_p * (0.5 if ui else 1)
                if R.random() > p:
                    continue
                tv = v0 if e <= T0 and v0 is not None else true(e)
                if e < T0:
                    tv = r(v0 + D(R.choice([-2, -1, 0, 1, 2])))
                m = e % 12 or 12
                val = tv
                if measure == "flow_ytd":
                    val = r(tv * m / 12)
                if (
                    (
                        measure in ("flow_ytd", "since_plan")
                        and prev is not None
                        and (measure == "since_plan" or (prev_e - 1) // 12 == (e - 1) // 12)
                    )
                    and val < prev
                    and R.random() < 0.88
                ):
                    val = prev
                if v0 is not None and v0 > 0 and val < 0 and R.random() < 0.9:
                    val = D(0)
                if measure == "since_plan" and val < 0 and R.random() < 0.9:
                    val = D(0)
                if lim and R.random() < 0.97:
                    val = min(max(val, D(lim[0])), D(lim[1]))
                if e > T0:
                    prev, prev_e = val, e
                # the filing that holds it: mostly the first one with room
                fe = max(-(-e // every) * every, first)
                want = eom(e) + timedelta(days=tdue)
                while fd(fe) < want and R.random() < 0.9:
                    fe += every
                if R.random() < 0.05:
                    fe += every
                if R.random() < 0.01:
                    fe = max(first, fe - 2 * every)
                st = (
                    R.choice([s for s in (12, 6, 3, 1) if e % s == 0])
                    if R.random() < 0.3
                    else max(s for s in (12, 6, 3, 1) if e % s == 0 and s <= max(freq, fine))
                )
                if e % freq:
                    st = max(s for s in (12, 6, 3, 1) if e % s == 0 and s <= fine)
                o = {"indicator": tid, "value": num(val)}
                if e != fe or R.random() < 0.5:
                    o["period"] = pname(e, st)
                x = R.random()
                if R.random() < (0.02 if tidy or smooth else 0.07) and e > T0:
                    o.pop("value")
                    o["pending"] = "市统计局预计9月发布"
                    put(u, fe, o)
                    continue
                if x < 0.02:
                    o["value"] = num(r(R.choice([-3, 250, 101])))
                elif x < 0.10:
                    o["flag"] = "preliminary"
                elif x < 0.13:
                    o["flag"] = "revised"
                    if R.random() < 0.6:
                        o["reason"] = "统计口径核实"
                if measure == "flow_ytd" and m != 12 and R.random() < 0.4 and e > T0:
                    o["last_year"] = num(abs(r(v0 * m / 12 * D(R.choice(["0.9", "1", "1.05"])))))
                    if R.random() < 0.15:
                        o["last_year"] = R.choice(["-4", "300", "about 4"])
                if R.random() < 0.5:
                    o["cause"] = "原因"
                if R.random() < 0.5:
                    o["measures"] = "措施"
                put(u, fe, o)
                if R.random() < 0.03:  # an error in one entry
                    bad = R.choice(VOID)
                    o = {k: v for k, v in o.items() if k != "value"} | dict(
                        zip(("value", "flag", "sum"), bad, strict=False) if bad else ()
                    )
                    obs[u, fe][-1] = {k: v for k, v in o.items() if v}
                    continue
                if R.random() < 0.015:
                    put(u, fe, dict(o, value=num(D(o["value"]) + q)))  # repeated
                if R.random() < (0.3 if o.get("flag") == "preliminary" else 0.07):
                    new = dict(o)
                    new.pop("flag", None), new.pop("reason", None)
                    new["period"] = pname(e, st)
                    new["value"] = num(D(o["value"]) + R.choice([-2, -1, 0, 1, 1, 2, 3]) * q)
                    if R.random() < 0.55:
                        new["flag"] = "revised"
                        if R.random() < 0.85:
                            new["reason"] = "年度核算"
                    elif R.random() < 0.2:
                        new["flag"] = "preliminary"
                    put(u, fe + every * R.choice([1, 1, 2]), new)
                elif measure in ("flow_ytd", "since_plan") and prev_e == e and R.random() < 0.04:
                    # an earlier one, filed after it, and more
                    late = dict(o, period=pname(e - fine, fine), value=num(val + q))
                    if e - fine > T0 and not any(x["indicator"] == tid for x in obs.get((u, fe + every), [])):
                        put(u, fe + every, {k: v for k, v in late.items() if k not in ("flag", "reason")})
        if R.random() < 0.06:  # a unit that is no reporter
            other = R.choice([u for u in units if u not in unit_list])
            e = R.choice(list(range((T0 // freq + 1) * freq, T1 + 1, freq)) or [T1])
            fe = max(-(-e // every) * every, first)
            put(
                other,
                fe,
                {
                    "indicator": tid,
                    "value": num(r(30)),
                    "period": pname(e, max(s for s in (12, 6, 3, 1) if e % s == 0 and s <= freq)),
                },
            )
        if R.random() < 0.06:  # a period after filed, or after the filing's own
            e = R.choice(filings_ends)
            later = (e // freq + 1) * freq
            put(unit_list[0], e, {"indicator": tid, "value": num(r(31)), "period": pname(later, freq)})
        targets.append(tid)
    for _ in range(R.randint(0, 2)):
        put(R.choice(units), R.choice(filings_ends), {"indicator": "no-such", "value": "1"})

    # ---- tasks
    A = ["sections: [{id: s1, title: {zh: 一部分, en: S1}}]", "tasks:"]
    acts = []
    for k in (1, 2):
        tu = R.choice(
            [["unit-a", "unit-b"], ["unit-c", "all-ab"], ["all-ab", "unit-d"], ["unit-b", "unit-d", "unit-a"]]
        )
        members = [m for u in tu for m in (["unit-a", "unit-b"] if u == "all-ab" else [u])]
        A += [
            f"  - id: {k}",
            "    section: s1",
            f"    title: {{zh: 任务{k}, en: Task {k}}}",
            f"    units: [{', '.join(tu)}]",
            "    lead: null",
            "    actions:",
        ]
        for j in range(1, R.randint(2, 5)):
            aid = f"{k}.{j}"
            A.append(f'      - id: "{aid}"')
            A.append(f"        title: {{zh: 行动{aid}, en: Action}}")
            us = members
            if R.random() < 0.5:
                us = R.sample(members, R.randint(1, len(members)))
                A.append(f"        units: [{', '.join(us)}]")
            qty = None
            if R.random() < 0.4:
                qty = R.randint(2, 9)
                A.append(f'        quantity: {{op: "{R.choice([">=", ">=", ">"])}", value: {qty}, uom: 项}}')
            if R.random() < 0.65:
                A.append(f"        due: {(eom(T0) + timedelta(days=R.randint(20, plen * 30))).isoformat()}")
            if R.random() < 0.12:
                A.append("        standing: true")
            acts.append((aid, us, qty))
    reports: dict[Any, Any] = {}
    filed_of = {}

    def filed(u: str, e: int) -> date:
        if (u, e) not in filed_of:
            x = R.random() * (0.8 if tidy else 1)
            due = fd(e)
            if x < 0.72:
                day = eom(e) + timedelta(days=R.randint(1, max(2, (due - eom(e)).days)))
            elif x < 0.8:
                day = due
            elif x < 0.97:
                day = due + timedelta(days=R.randint(1, 60))
            else:
                day = eom(e) - timedelta(days=R.randint(1, 10))
            filed_of[u, e] = day
        return filed_of[u, e]

    for aid, us, qty in acts:
        for u in us:
            state = 0
            for e in filings_ends:
                if R.random() < 0.45:
                    continue
                state = min(3, state + R.choice([0, 0, 1, 1, 2]))
                s = (
                    ["not_started", "in_progress", "in_progress", "done"][state]
                    if R.random() > 0.08
                    else "suspended"
                )
                said = {"action": aid, "state": s, "progress": "进展"}
                if qty and R.random() < 0.9:
                    said["quantity"] = str(R.choice([0, qty - 1, qty, qty, qty + 1]))
                if s == "done":
                    if R.random() < 0.7:
                        said["on"] = (eom(e) - timedelta(days=R.choice([0, 3, 20, 60, 200, 400]))).isoformat()
                    if R.random() < 0.85:
                        said["evidence"] = "深龙华发〔2026〕1号"
                reports.setdefault((u, e), []).append(said)
    # ---- write
    out.mkdir(parents=True, exist_ok=True)
    (out / "targets.yaml").write_text("\n".join(L) + "\n", "utf-8")
    (out / "tasks.yaml").write_text("\n".join(A) + "\n", "utf-8")
    U = ["units:"] + [f"  - {{id: {u}, name: {{zh: 单位{u[-1]}, en: Unit}}, kind: district}}" for u in units]
    U += ["groups:", "  - {id: all-ab, name: {zh: 两家, en: AB}, members: [unit-a, unit-b]}"]
    (out / "units.yaml").write_text("\n".join(U) + "\n", "utf-8")
    (out / "progress").mkdir(exist_ok=True)
    for u, e in sorted(set(obs) | set(reports)):
        if R.random() < (0.005 if tidy else 0.04):
            continue  # missing
        (out / "progress" / u).mkdir(exist_ok=True)
        nm = pname(e, every)
        Y = [f"unit: {u}", f"period: {nm}", f"filed: {filed(u, e).isoformat()}"]
        for key, items in (("observations", obs.get((u, e))), ("actions", reports.get((u, e)))):
            if not items:
                continue
            Y.append(key + ":")
            for it in items:
                lead = "  - "
                for k, v in it.items():
                    Y.append(f'{lead}{k}: "{v}"' if k == "action" else f"{lead}{k}: {v}")
                    lead = "    "
        data = ("\n".join(Y) + "\n").encode()
        if R.random() < 0.02:  # unreadable as a whole
            other = R.choice([x for x in units if x != u])
            data = R.choice(
                [
                    data + b"\xff\n",
                    data + b"a: [\n",
                    data.replace(f"unit: {u}".encode(), f"unit: {other}".encode()),
                    data.replace(f"period: {nm}\n".encode(), b"period: 2021\n", 1),
                    b"",
                ]
            )
        (out / "progress" / u / (nm + ".yaml")).write_bytes(data)
    span = (eom(T1) - eom(T0)).days
    pool = [
        eom(T0) + timedelta(days=R.randint(1, span + 60)),
        eom(T0) + timedelta(days=R.randint(span // 3, span + 60)),
        R.choice([fd(R.choice(filings_ends)), eom(T1) + timedelta(days=R.randint(15, 420))]),
    ]
    return sorted(d.isoformat() for d in pool)
