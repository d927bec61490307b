'use strict';
(() => {
  const models = JSON.parse(document.getElementById('data').textContent);
  const color = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const percent = (u, value) => value === null || value === undefined ? '–' : (100 * value).toFixed(1) + '\u00a0%';
  const utc = seconds => uPlot.tzDate(new Date(1000 * seconds), 'UTC');
  const DAY = 86400;

  const axis = more => ({
    stroke: color('soft'),
    font: '12px system-ui, sans-serif',
    grid: { stroke: color('line'), width: 1 },
    ticks: { stroke: color('line'), width: 1, size: 4 },
    ...more,
  });
  const percents = { values: (u, splits) => splits.map(split => Math.round(1000 * split) / 10 + '\u00a0%'), size: 52 };

  /** What all charts have in common; the legend shows the last point unless another is pointed at. */
  const options = (legend, points, more) => ({
    cursor: { drag: { x: false, y: false }, points: { size: 7 } },
    legend: { mount: (u, table) => legend.append(table), markers: { width: 0, fill: (u, series) => u.series[series].stroke(u, series) } },
    padding: [8, 12, 0, 0],
    ...more,
    hooks: {
      ...more.hooks,
      ready: [u => u.setLegend({ idx: points - 1 }, false), ...(more.ready || [])],
      setCursor: [u => { if (u.cursor.idx === null) u.setLegend({ idx: points - 1 }, false); }],
    },
  });
  const line = (label, name, more) => ({
    label, stroke: color(name), width: 2, value: percent, points: { show: false }, spanGaps: true, ...more,
  });

  /** A line of one point would not be seen. */
  const alone = (data, name) => ({ show: data.days.length === 1, size: 9, width: 0, fill: color(name) });

  const accuracy = (data, legend) => [
    options(legend, data.days.length, {
      tzDate: utc,
      scales: {
        x: { range: () => [data.days[0] - DAY, data.days[data.days.length - 1] + DAY] },
        y: { range: (u, low, high) => [Math.max(0, low - 0.03), Math.min(1, high + 0.03)] },
      },
      axes: [
        axis({
          size: 42,
          space: 50,
          incrs: [1, 2, 3, 5, 7, 10, 15, 30, 60, 90, 180, 365].map(days => days * DAY),
          // From which step on, how; and what stands below where a year begins.
          values: [[30, '{MMM}'], [1, '{D} {MMM}']].map(([days, day]) =>
            [days * DAY, day, '\n{YYYY}', null, null, null, null, null, 1]),
        }),
        axis(percents),
      ],
      series: [
        { label: 'session', value: (u, second) => second ? new Date(1000 * second).toISOString().slice(0, 10) : '–' },
        line('at most', 'trailing', { width: 0, class: 'plain' }),
        line('at least', 'trailing', { width: 0, class: 'plain' }),
        line('that session', 'dot', {
          class: 'dots', paths: () => null, points: { show: true, size: 5, width: 0, fill: color('dot') },
        }),
        line('promised', 'good', { width: 1.5, points: alone(data, 'good') }),
        line('year at most', 'warn', { width: 1.5, dash: [5, 4], points: alone(data, 'warn') }),
        line('20 sessions', 'trailing', { points: alone(data, 'trailing') }),
      ],
      bands: [{ series: [1, 2], fill: color('band') }],
      // What is drawn last, above all others, is told first.
      ready: [() => legend.querySelector('tr').after(legend.querySelector('tr:last-child'))],
    }),
    [data.days, data.upper, data.lower, data.session, data.promised, data.anytime, data.trailing],
  ];

  const calibration = (data, legend) => {
    const low = Math.min(0.5, ...data.confidence);
    const high = Math.max(...data.confidence);
    const margin = Math.max(0.01, (high - low) / 20);
    const scaled = (u, x, y) => [u.valToPos(x, 'x', true), u.valToPos(y, 'y', true)];
    const stroke = (u, name, width, dash, lines) => {
      u.ctx.save();
      u.ctx.beginPath();
      u.ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
      u.ctx.clip();
      u.ctx.beginPath();
      u.ctx.strokeStyle = color(name);
      u.ctx.lineWidth = width * devicePixelRatio;
      u.ctx.setLineDash(dash.map(length => length * devicePixelRatio));
      lines.forEach(([x1, y1, x2, y2]) => {
        u.ctx.moveTo(...scaled(u, x1, y1));
        u.ctx.lineTo(...scaled(u, x2, y2));
      });
      u.ctx.stroke();
      u.ctx.restore();
    };
    const bars = data.confidence.map((confidence, i) => [confidence, data.lower[i], confidence, data.upper[i]]);
    const hidden = { class: 'plain', paths: () => null, points: { show: false } };
    return [
      options(legend, data.confidence.length, {
        scales: {
          x: { time: false, range: () => [low - margin, high + margin] },
          y: {
            range: () => [
              Math.max(0, Math.min(low, ...data.lower) - 0.03), Math.min(1, Math.max(high, ...data.upper) + 0.03),
            ],
          },
          forecasts: { auto: false, range: () => [0, 1] },
        },
        axes: [axis({ ...percents, size: 28, space: 60 }), axis(percents)],
        series: [
          { label: 'confidence', value: percent },
          line('right', 'trailing', { class: 'dots', paths: () => null, points: { show: true, size: 8, width: 0, fill: color('trailing') } }),
          line('at least', 'trailing', hidden),
          line('at most', 'trailing', hidden),
          line('forecasts', 'trailing', { ...hidden, scale: 'forecasts', value: (u, value) => value === null ? '–' : value }),
        ],
        hooks: {
          drawAxes: [u => {
            stroke(u, 'soft', 1.5, [4, 4], [[0, 0, 1, 1]]);
            stroke(u, 'trailing', 2, [], bars);
          }],
        },
      }),
      [data.confidence, data.right, data.lower, data.upper, data.forecasts],
    ];
  };

  const kinds = { accuracy, calibration };
  let charts = [];

  /** Anew each time, so that the colours are those of now. */
  const draw = printed => {
    charts.forEach(chart => chart.plot.destroy());
    charts = [...document.querySelectorAll('.chart')].map(box => {
      const legend = box.parentElement.querySelector('.legend');
      legend.textContent = '';
      const [settings, data] = kinds[box.dataset.chart](models[box.dataset.model][box.dataset.chart], legend);
      const width = printed ? Math.min(box.clientWidth, 640) : box.clientWidth;
      return { box, plot: new uPlot({ width, height: Math.round(Math.min(280, 160 + width / 5)), ...settings }, data, box) };
    });
  };

  const fit = () => charts.forEach(({ box, plot }) => {
    if (box.clientWidth !== plot.width) plot.setSize({ width: box.clientWidth, height: plot.height });
  });

  const sort = (table, column) => {
    const headings = [...table.tHead.rows[0].cells];
    const figures = !headings[column].classList.contains('text');
    const now = headings[column].getAttribute('aria-sort');
    const descending = now ? now === 'ascending' : figures;
    const key = row => {
      const text = row.cells[column].textContent;
      return figures ? parseFloat(text.replace(/\s/g, '').replace('−', '-')) : text;
    };
    const order = ([a], [b]) => figures ? a - b : a.localeCompare(b, 'en', { numeric: true });
    const rows = [...table.tBodies[0].rows].map(row => [key(row), row]);
    const known = rows.filter(([value]) => !Number.isNaN(value)).sort((a, b) => descending ? order(b, a) : order(a, b));
    const unknown = rows.filter(([value]) => Number.isNaN(value));
    table.tBodies[0].append(...known.concat(unknown).map(([, row]) => row));
    headings.forEach(heading => heading.removeAttribute('aria-sort'));
    headings[column].setAttribute('aria-sort', descending ? 'descending' : 'ascending');
  };

  document.querySelectorAll('table.sortable').forEach(table => {
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...heading.childNodes);
      button.addEventListener('click', () => sort(table, column));
      heading.append(button);
    });
  });

  draw(false);
  new ResizeObserver(fit).observe(document.body);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => draw(false));
  addEventListener('beforeprint', () => {
    document.documentElement.dataset.print = '';
    draw(true);
  });
  addEventListener('afterprint', () => {
    delete document.documentElement.dataset.print;
    draw(false);
  });
})();
